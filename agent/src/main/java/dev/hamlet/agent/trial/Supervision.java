package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.foreign.ForeignUse;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.common.experiment.TrialConditions;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is watched during one trial, from the opening of its gate on: the board, ten
 * times a second, and the CPU time of others, phase by phase.
 *
 * <p>Threads: the trial's.
 */
final class Supervision implements AutoCloseable {

  private final TrialSite site;
  private final TrialSpec spec;
  private final BoardWatch watch;
  private final double foreignLimit;
  private final SuspendCheck awake;
  private double foreignRatio = Double.NaN;
  private @Nullable String foreign;

  /** Begins; a worker that makes the board too hot is closed. */
  Supervision(TrialSite site, TrialSpec spec, ModelWorker worker) {
    this.site = site;
    this.spec = spec;
    this.foreignLimit = spec.protocol().gate().foreignCpuLimit(site.board().simulated());
    this.awake = SuspendCheck.begin(site.suspended());
    this.watch =
        new BoardWatch(site.board(), spec.protocol().gate(), site.polling(), worker::close);
  }

  void entered(TrialState state) {
    watch.entered(state);
  }

  /** What others used until now does not matter. */
  void forget() {
    if (Double.isFinite(foreignLimit)) {
      site.foreign().mark(Double.POSITIVE_INFINITY);
    }
  }

  /** What others used since the last call was used in a phase that counts. */
  void count(TrialState phase) {
    if (Double.isFinite(foreignLimit)) {
      ForeignUse use = site.foreign().mark(foreignLimit);
      foreignRatio = Double.isNaN(foreignRatio) ? use.ratio() : Math.max(foreignRatio, use.ratio());
      if (foreign == null && use.exceeds(foreignLimit)) {
        foreign =
            "somebody else used the CPU in " + phase.phrase() + ": " + use.words(foreignLimit);
      }
    }
  }

  /** Why the worker was stopped, if it was. */
  Optional<String> heat() {
    return watch.heat();
  }

  /**
   * The first rule that was broken: suspend, heat, power mode, board, somebody else. Another power
   * mode moves clocks too, and is what a person has to know.
   */
  Optional<String> broken() {
    return awake
        .broken()
        .or(watch::heat)
        .or(this::otherMode)
        .or(watch::broken)
        .or(() -> Optional.ofNullable(foreign));
  }

  TrialConditions conditions() {
    return watch.conditions(foreignRatio);
  }

  private Optional<String> otherMode() {
    Board board = site.board();
    String mode = board.powerMode();
    return mode.equals(spec.powerMode())
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the power mode changed to %s during the trial, from %s",
                mode,
                spec.powerMode()));
  }

  @Override
  public void close() {
    watch.close();
  }
}
