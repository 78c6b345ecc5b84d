package dev.hamlet.cli.command.trace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hamlet trace ...}. */
@Command(
    name = "trace",
    description = "Gets the raw power samples of an experiment's trials out (docs/traces.md).",
    synopsisSubcommandLabel = "COMMAND")
public final class TraceCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about the traces, for instance: hamlet trace push e-20261122-8f3c2a --to"
            + " http://127.0.0.1:9090");
  }
}
