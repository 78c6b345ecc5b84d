package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import picocli.CommandLine.Command;

/** {@code hamlet devices quarantine}. */
@Command(
    name = "quarantine",
    description = {
      "Keeps a device from work at once, until somebody releases it.",
      "What it measures cannot be trusted. Its cells wait."
    })
public final class DevicesQuarantineCommand extends DeviceChangeCommand {

  /** Wired by hand. */
  public DevicesQuarantineCommand(CommandContext context) {
    super(context, ChangeDeviceRequest.Change.QUARANTINE);
  }
}
