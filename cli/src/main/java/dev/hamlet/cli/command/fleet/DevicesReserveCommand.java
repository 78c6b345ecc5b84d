package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hamlet devices reserve NAME --for 2h}. */
@Command(
    name = "reserve",
    description = {
      "Has a device for yourself for a while.",
      "It finishes the lease it holds and gets no other until the time is over or somebody releases",
      "it. Reserving it again moves the end."
    })
public final class DevicesReserveCommand extends DeviceChangeCommand {

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      required = true,
      description = "How long, for instance 30m, 2h or 3d; 30 days at most.")
  private String time;

  /** Wired by hand. */
  public DevicesReserveCommand(CommandContext context) {
    super(context, ChangeDeviceRequest.Change.RESERVE);
  }

  @Override
  long forMs() {
    return DurationText.parse(time)
        .orElseThrow(
            () ->
                new HamletException(
                    ErrorCode.INVALID_INPUT,
                    "--for " + time + " is no duration: write it as 30m, 2h or 3d"))
        .toMillis();
  }
}
