package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.EdgeConsumer;
import dev.hamlet.twin.board.ForetoldActivity;
import dev.hamlet.twin.board.TwinSettings;
import java.time.Duration;
import java.util.List;

/**
 * A simulated board in virtual time: it is told of its load before that happens, so its readings
 * need no lag.
 *
 * @param sensor its rails; each read moves the board on
 * @param board its temperatures and power mode, for any thread
 * @param load takes the edges of its activity, in order, none before the moment read last; on the
 *     thread that reads
 */
public record VirtualTwin(Sensor sensor, Board board, EdgeConsumer load) {

  /**
   * A board that is idle now.
   *
   * @param seed what makes this board differ from others
   * @param rails names of the rails to read
   * @param clock the board's clock, which whoever reads it moves on
   */
  public static VirtualTwin create(long seed, List<String> rails, MonotonicClock clock) {
    ForetoldActivity load = new ForetoldActivity();
    TwinSettings settings = TwinSettings.live(seed, TwinDevice.rails(rails)).with(Duration.ZERO);
    TwinDevice device = TwinDevice.of(settings, load, clock);
    return new VirtualTwin(device.sensor(), device.board(), load);
  }
}
