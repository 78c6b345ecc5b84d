package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import picocli.CommandLine.Command;

/** {@code hamlet devices release}. */
@Command(
    name = "release",
    description = {
      "Lets a device work again, whoever kept it from that.",
      "Ends a drain, a reservation, a quarantine, a retirement."
    })
public final class DevicesReleaseCommand extends DeviceChangeCommand {

  /** Wired by hand. */
  public DevicesReleaseCommand(CommandContext context) {
    super(context, ChangeDeviceRequest.Change.RELEASE);
  }
}
