package dev.hamlet.agent.simulation;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.Pulse;
import dev.hamlet.agent.vitals.BoardVitals;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;

/** What heartbeats of a simulated board say. Its trials take no time, so no phase is ever seen. */
record SimulatedPulse(Board board, BatchStream telemetry, BoardVitals doings) implements Pulse {

  SimulatedPulse(Board board, BatchStream telemetry) {
    this(board, telemetry, BoardVitals.ofOneOfMany(board));
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
    return "";
  }

  @Override
  public Vitals vitals() {
    return doings.look();
  }

  @Override
  public long unacknowledgedBatches() {
    return telemetry.counters().pending();
  }
}
