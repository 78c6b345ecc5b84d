package dev.hamlet.agent.simulation;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.Pulse;
import dev.hamlet.common.experiment.Temperature;
import java.util.List;

/** What heartbeats of a simulated board say. Its trials take no time, so no phase is ever seen. */
record SimulatedPulse(Board board, BatchStream telemetry) implements Pulse {

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
  public long unacknowledgedBatches() {
    return telemetry.counters().pending();
  }
}
