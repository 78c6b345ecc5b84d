package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import picocli.CommandLine.Command;

/** {@code hamlet devices drain}. */
@Command(
    name = "drain",
    description = {
      "Lets a device finish the lease it holds and gives it no other.",
      "It stays so until somebody releases it."
    })
public final class DevicesDrainCommand extends DeviceChangeCommand {

  /** Wired by hand. */
  public DevicesDrainCommand(CommandContext context) {
    super(context, ChangeDeviceRequest.Change.DRAIN);
  }
}
