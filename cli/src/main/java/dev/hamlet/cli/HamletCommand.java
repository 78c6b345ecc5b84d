package dev.hamlet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a verb. */
@Command(
    name = "hamlet",
    description = {
      "Measures what compressing a neural network costs and saves on a fleet of small boards.",
      "That is latency, net energy per inference, accuracy and size."
    },
    synopsisSubcommandLabel = "COMMAND")
final class HamletCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and a detailed log (also HAMLET_DEBUG=1).")
  private boolean debug;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for instance: hamlet demo");
  }

  boolean debug() {
    return debug;
  }
}
