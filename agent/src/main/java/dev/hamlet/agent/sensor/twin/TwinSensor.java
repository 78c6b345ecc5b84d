package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;

/**
 * Reads the rails of a simulated board as its driver's power files would show them, in mW.
 *
 * <p>The lag in {@link SensorGroup#lagNs} is the board's lag behind now, half a round and half a
 * conversion. Not ready until every monitor has completed its first round. Reads fail or are not
 * ready while the board's script of faults says so.
 */
final class TwinSensor implements Sensor {

  private static final double NOMINAL_RATE_HZ = 1_000;

  private final TwinBoard board;
  private final MonotonicClock clock;
  private final SensorGroup group;
  private final List<ColumnSpec> columns;

  TwinSensor(TwinSettings settings, TwinBoard board, MonotonicClock clock) {
    this.board = board;
    this.clock = clock;
    this.group =
        new SensorGroup(
            "twin",
            "power",
            "twin",
            true,
            NOMINAL_RATE_HZ,
            1e9 / settings.config().roundNs(),
            settings.config().timeConstantNs(),
            settings.readingLagNs(),
            settings.rails().stream().map(TwinSensor::described).toList(),
            facts(settings.config()));
    this.columns = group.rails().stream().map(rail -> ColumnSpec.milliwatts(rail.name())).toList();
  }

  private static Rail described(BoardRail rail) {
    long shuntMicroohms = rail.shuntMilliohms() * 1_000L;
    return new Rail(rail.name(), rail.scope(), rail.resolutionWatts())
        .withShunt(shuntMicroohms, ErrorLimits.ina3221(shuntMicroohms, rail.busVolts()));
  }

  private static SensorFacts facts(ConfigWord config) {
    return SensorFacts.configured(
        "twin", SensorMode.CONTINUOUS, config.word(), config.averages(), 0);
  }

  @Override
  public SensorGroup group() {
    return group;
  }

  @Override
  public List<ColumnSpec> columns() {
    return columns;
  }

  @Override
  public ReadOutcome read(long[] into) {
    board.evaluate(clock.monotonicNs());
    long boardNs = board.evaluatedNs();
    if (board.faults().active(FaultKind.IO_ERROR, boardNs)) {
      return ReadOutcome.FAILED;
    }
    if (!board.ready() || board.faults().active(FaultKind.NOT_READY, boardNs)) {
      return ReadOutcome.NOT_READY;
    }
    for (int i = 0; i < into.length; i++) {
      into[i] = board.milliwatts(i);
    }
    return ReadOutcome.OK;
  }

  @Override
  public void close() {
    // Nothing to give back: the ring is unmapped with the board.
  }
}
