package dev.hamlet.cli.experiment;

import dev.hamlet.cli.progress.Durations;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.models.variant.BuildProgress;
import dev.hamlet.models.variant.BuiltVariant;
import java.time.Duration;
import java.util.Locale;

/** Shows the building of variants; training with its loss and the time left. */
final class BuildDisplay implements BuildProgress {

  private static final int FIRST_STEPS = 5;

  private final Progress progress;
  private final MonotonicClock clock;
  private long startNs;

  BuildDisplay(Progress progress, MonotonicClock clock) {
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public void training(String what, int step, int steps, float loss) {
    long nowNs = clock.monotonicNs();
    progress.at(
        "training " + what,
        String.format(Locale.ROOT, "step %d of %d, loss %.3f", step, steps, loss)
            + eta(nowNs, step, steps));
  }

  @Override
  public void built(BuiltVariant variant) {
    progress.done(
        "  "
            + variant.model()
            + " "
            + variant.variant()
            + ": "
            + (variant.fresh() ? "built" : "from the cache")
            + ", "
            + variant.manifest().sizes().parameters()
            + " parameters, "
            + variant.manifest().sizes().fileBytes()
            + " bytes");
  }

  /** The first steps also pay for starting TensorFlow, so they say nothing about the rest. */
  private String eta(long nowNs, int step, int steps) {
    if (step <= FIRST_STEPS) {
      startNs = nowNs;
      return "";
    }
    long leftNs = (nowNs - startNs) / (step - FIRST_STEPS) * (steps - step);
    return ", about " + Durations.words(Duration.ofNanos(leftNs)) + " left";
  }
}
