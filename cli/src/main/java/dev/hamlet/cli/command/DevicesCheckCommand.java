package dev.hamlet.cli.command;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.MeterCostView;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices check}. */
@Command(name = "check", description = "Finds out something of a board that is free, now.")
public final class DevicesCheckCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  @Option(
      names = "--meter-cost",
      description = {
        "What measuring costs the board: its power at rest while it is sampled as for a trial,",
        "less that while it is sampled at 10 Hz, with its 95 % interval. Takes 15 s to a minute."
      })
  private boolean meterCost;

  /** Wired by hand. */
  public DevicesCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!meterCost) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, "say what to check: `hamlet devices check NAME --meter-cost`");
    }
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
