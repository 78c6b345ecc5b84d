package dev.hamlet.cli.command.trace;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.cli.trace.TracePush;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.remote.StampRules;
import dev.hamlet.coordinator.remote.wire.RemoteTarget;
import dev.hamlet.coordinator.remote.wire.RemoteWriteClient;
import dev.hamlet.coordinator.remote.wire.RetryingWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet trace push}. */
@Command(
    name = "push",
    description = {
      "Writes the raw power samples of an experiment's trials to a Prometheus.",
      "They are hamlet_device_power_raw_watts with stamps of 1 ms. Doing it again changes nothing."
    })
public final class TracePushCommand implements Callable<Integer> {

  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private TraceSelectionOptions selection;
  @Mixin private RemoteOptions remote;
  @Mixin private JsonOption format;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      defaultValue = "2h",
      description = {
        "The server's storage.tsdb.out_of_order_time_window. Samples that are older are left out,",
        "as it would refuse them; write those with `hamlet trace export`."
      })
  private String window;

  @Option(
      names = "--give-up-after",
      paramLabel = "DURATION",
      defaultValue = "2m",
      description = "For how long a request is tried again that the server cannot take now.")
  private String giveUpAfter;

  /** Wired by hand. */
  public TracePushCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StampRules rules = StampRules.DEFAULT.withWindow(window());
    RemoteTarget target = remote.target(context.workingFolder());
    Progress progress = context.progress();
    TracePush push =
        new TracePush(writer(target), rules, context.clock(), target.toString(), progress::at);
    try (OperatorClient client = coordinator.connect()) {
      client.traces(selection.request(), push);
    }
    context.output().clear();
    TraceTotalsDisplay.show(
        context.output(),
        format.json(),
        push.totals(selection.experiment()),
        push.missing(),
        "give the --window that the Prometheus has, or use `hamlet trace export` for older trials");
    return ExitCode.OK.number();
  }

  private RetryingWriter writer(RemoteTarget target) {
    SystemClock clock = context.clock();
    return new RetryingWriter(
        new RemoteWriteClient(target)::send,
        clock,
        clock,
        new SplittableRandom(),
        duration("--give-up-after", giveUpAfter));
  }

  private Duration window() {
    Duration given = duration("--window", window);
    if (given.compareTo(SHORTEST_WINDOW) < 0) {
      throw new InvalidInputException("--window", "must be 1m or more, not " + window);
    }
    return given;
  }

  private static Duration duration(String option, String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    option, text + " is no duration: write it as 90s, 10m or 2h"));
  }
}
