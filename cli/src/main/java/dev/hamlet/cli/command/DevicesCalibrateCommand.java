package dev.hamlet.cli.command;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.CalibrationView;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Finds the time constant of a sensor's filter by a step of the load.",
      "Loads a board for some seconds. Its agent applies the result from its next start on. The board",
      "must be free."
    })
public final class DevicesCalibrateCommand implements Callable<Integer> {

  private static final int GREATEST_SECONDS = 15;

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Busy threads of the load, 1 to 64.")
  private int threads;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How long the load lasts, 1 to 15: at least six time constants.")
  private int seconds;

  /** Wired by hand. */
  public DevicesCalibrateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireBounds();
    try (OperatorClient client = coordinator.connect()) {
      context
          .output()
          .note(
              "loading %s with %d threads for %d s; this takes %d s, at most a minute"
                  .formatted(device, threads, seconds, 2 * seconds + 2));
      show(CalibrationView.of(client.calibrate(request())));
    }
    return ExitCode.OK.number();
  }

  private void requireBounds() {
    boolean load = threads >= 1 && threads <= CalibrationOrder.MOST_THREADS;
    if (!load || seconds < 1 || seconds > GREATEST_SECONDS) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "need --threads from 1 to 64 and --seconds from 1 to 15, not "
              + threads
              + " and "
              + seconds);
    }
  }

  private CalibrateDeviceRequest request() {
    return CalibrateDeviceRequest.newBuilder()
        .setDevice(device)
        .setThreads(threads)
        .setBusyMs(1_000 * seconds)
        .build();
  }

  private void show(CalibrationView found) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(found));
    } else {
      output.line(found.sentence());
      output.note("the agent of " + device + " applies it from its next start on");
    }
  }
}
