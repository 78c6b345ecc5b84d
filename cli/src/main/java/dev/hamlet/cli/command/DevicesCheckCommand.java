package dev.hamlet.cli.command;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.GoldenCheckView;
import dev.hamlet.cli.report.MeterCostView;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices check}. */
@Command(
    name = "check",
    description = {
      "Finds out something of a board that is free, now.",
      "Without options: whether it measures the golden model as it always has. One that fails is",
      "quarantined, and the exit code is 1 unless it passes. With an option: what measuring costs it."
    })
public final class DevicesCheckCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  @Option(
      names = "--golden",
      description = {
        "The golden-model check: latency and net energy against the device's own history. Takes",
        "half a minute or more."
      })
  private boolean golden;

  @Option(
      names = "--meter-cost",
      description = {
        "What measuring costs the board: its power at rest while it is sampled as for a trial,",
        "less that while it is sampled at 10 Hz, with its 95 %% interval. Takes 15 s to a minute."
      })
  private boolean meterCost;

  /** Wired by hand. */
  public DevicesCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (golden && meterCost) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, "one check at a time: --golden or --meter-cost");
    }
    return meterCost ? meterCost() : golden();
  }

  private int golden() {
    try (OperatorClient client = coordinator.connect()) {
      context.output().note("measuring the golden model on " + device);
      GoldenCheckView found = GoldenCheckView.of(client.check(device));
      context.output().line(format.json() ? Json.of(found) : found.line());
      return (found.passed() ? ExitCode.OK : ExitCode.FAILURE).number();
    }
  }

  private int meterCost() {
    try (OperatorClient client = coordinator.connect()) {
      context
          .output()
          .note("sampling " + device + " in turns quickly and slowly, for 15 s or more");
      show(MeterCostView.of(client.meterCost(device)));
    }
    return ExitCode.OK.number();
  }

  private void show(MeterCostView found) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(found));
    } else {
      output.line(found.sentence());
      output.note("the provenance of results has it from now on");
    }
  }
}
