package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import picocli.CommandLine.Command;

/** {@code hamlet devices retire}. */
@Command(
    name = "retire",
    description = {
      "Takes a device out of the fleet.",
      "Its unfinished cells end as abandoned, so that experiments can finish without it."
    })
public final class DevicesRetireCommand extends DeviceChangeCommand {

  /** Wired by hand. */
  public DevicesRetireCommand(CommandContext context) {
    super(context, ChangeDeviceRequest.Change.RETIRE);
  }
}
