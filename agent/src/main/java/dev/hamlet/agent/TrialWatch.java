package dev.hamlet.agent;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.trial.TrialState;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.Pulse;
import dev.hamlet.agent.vitals.BoardVitals;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.suspend.SuspendGauge;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Knows which phase the running trial is in, for heartbeats and for whoever must keep quiet. */
final class TrialWatch {

  private final Board board;
  private final Optional<SuspendGauge> gauge;
  private final BoardVitals vitals;
  private volatile TrialState state = TrialState.MEASURED;
  private volatile Supplier<DiskUse.Cache> cache = () -> DiskUse.Cache.EMPTY;

  TrialWatch(Board board, Optional<SuspendGauge> gauge, BoardVitals vitals) {
    this.board = board;
    this.gauge = gauge;
    this.vitals = vitals;
  }

  void entered(TrialState entered) {
    state = entered;
  }

  /** Whether power is measured that counts: nothing may be written to disk then. */
  boolean measuring() {
    return switch (state) {
      case IDLE_BEFORE, BURST, GUARD, IDLE_AFTER -> true;
      case GATE, WARM_UP, SETTLE, MEASURED, INVALID, FAILED -> false;
    };
  }

  /** Where artifacts are held; heartbeats tell of it. */
  void holds(Supplier<DiskUse.Cache> artifacts) {
    cache = artifacts;
  }

  /** The word for heartbeats; empty when no trial runs. */
  String phase() {
    return switch (state) {
      case MEASURED, INVALID, FAILED -> "";
      case GATE, WARM_UP, SETTLE, IDLE_BEFORE, BURST, GUARD, IDLE_AFTER -> state.word();
    };
  }

  /**
   * What heartbeats say.
   *
   * @param certificate end of the validity of the agent's certificate, ms since 1970
   */
  Pulse pulse(BatchStream telemetry, BooleanSupplier stopping, Supplier<OptionalLong> certificate) {
    return new Beat(telemetry, stopping, certificate);
  }

  private final class Beat implements Pulse {

    private final BatchStream telemetry;
    private final BooleanSupplier stopping;
    private final Supplier<OptionalLong> certificate;

    Beat(BatchStream telemetry, BooleanSupplier stopping, Supplier<OptionalLong> certificate) {
      this.telemetry = telemetry;
      this.stopping = stopping;
      this.certificate = certificate;
    }

    @Override
    public boolean stopping() {
      return stopping.getAsBoolean();
    }

    @Override
    public List<Temperature> temperatures() {
      return board.temperatures();
    }

    @Override
    public String powerMode() {
      return board.powerMode();
    }

    @Override
    public String phase() {
      return TrialWatch.this.phase();
    }

    @Override
    public Optional<SuspendedBounds> suspended() {
      try {
        return gauge.isEmpty() ? Optional.empty() : gauge.get().look();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    @Override
    public Vitals vitals() {
      return vitals.look().withCertificate(certificate.get());
    }

    @Override
    public Optional<DiskUse> disk() {
      return Optional.of(new DiskUse(cache.get(), telemetry.spool()));
    }

    @Override
    public long unacknowledgedBatches() {
      return telemetry.counters().pending();
    }
  }
}
