package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.foreign.ForeignUse;
import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.Temperature;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds a trial back until the board is as the protocol asks: the power mode read back, every
 * zone's temperature within the band around the reference, nobody else on the CPUs or the GPU.
 *
 * <p>Foreign load is measured from one look to the next, so a gate that watches it takes one look's
 * time at least.
 */
final class Gate {

  private static final long POLL_NS = 500_000_000;

  private final TrialSite site;

  Gate(TrialSite site) {
    this.site = site;
  }

  /**
   * Waits until it opens.
   *
   * @return the temperatures it opened at
   * @throws GateShutException with what kept it shut, once the protocol's time is over
   */
  List<Temperature> pass(TrialSpec spec, Abort abort) throws InterruptedException {
    GateRules rules = spec.protocol().gate();
    long deadlineNs = nowNs() + rules.timeout().toNanos();
    double foreignLimit = rules.foreignCpuLimit(site.board().simulated());
    boolean watched = Double.isFinite(foreignLimit);
    if (watched) {
      site.foreign().start();
      site.waiter().waitUntil(nowNs() + POLL_NS);
    }
    while (true) {
      abort.check();
      List<Temperature> temperatures = site.board().temperatures();
      ForeignUse foreign = watched ? site.foreign().mark(foreignLimit) : ForeignUse.UNKNOWN;
      Optional<String> obstacle = obstacle(spec, temperatures, foreign, foreignLimit);
      if (obstacle.isEmpty()) {
        return temperatures;
      }
      if (nowNs() >= deadlineNs) {
        throw new GateShutException(rules.timeout(), obstacle.get());
      }
      site.waiter().waitUntil(Math.min(deadlineNs, nowNs() + POLL_NS));
    }
  }

  private long nowNs() {
    return site.clock().monotonicNs();
  }

  private Optional<String> obstacle(
      TrialSpec spec, List<Temperature> temperatures, ForeignUse foreign, double foreignLimit) {
    Board board = site.board();
    String mode = board.powerMode();
    if (!mode.equals(spec.powerMode())) {
      return Optional.of("the power mode is " + mode + ", not " + spec.powerMode());
    }
    double bandC = spec.protocol().temperatureWithinC();
    return spec.reference().stream()
        .flatMap(reference -> outside(reference, temperatures, bandC).stream())
        .findFirst()
        .or(() -> tooBusy(foreign, foreignLimit))
        .or(() -> gpuBusy(board.monitor().look().gpuLoadRatio()));
  }

  private static Optional<String> tooBusy(ForeignUse foreign, double limit) {
    return foreign.exceeds(limit) ? Optional.of(foreign.words(limit)) : Optional.empty();
  }

  private static Optional<String> gpuBusy(double ratio) {
    return ratio > WatchRecord.GPU_IDLE_RATIO
        ? Optional.of(
            String.format(
                Locale.ROOT, "the GPU is %.0f %% busy, though nothing of Hamlet runs", 100 * ratio))
        : Optional.empty();
  }

  private static Optional<String> outside(
      Temperature reference, List<Temperature> temperatures, double bandC) {
    return temperatures.stream()
        .filter(now -> now.zone().equals(reference.zone()))
        .filter(now -> Math.abs(now.celsius() - reference.celsius()) > bandC)
        .findFirst()
        .map(
            now ->
                String.format(
                    Locale.ROOT,
                    "%s is at %.1f C, more than %.1f C from the %.1f C of the cell's first trial",
                    now.zone(),
                    now.celsius(),
                    bandC,
                    reference.celsius()));
  }
}
