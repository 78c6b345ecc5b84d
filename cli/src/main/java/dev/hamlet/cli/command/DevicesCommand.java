package dev.hamlet.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hamlet devices ...}. */
@Command(
    name = "devices",
    description = "Shows and steers the boards that a coordinator knows.",
    synopsisSubcommandLabel = "COMMAND")
public final class DevicesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what about the devices, for instance: hamlet devices list");
  }
}
