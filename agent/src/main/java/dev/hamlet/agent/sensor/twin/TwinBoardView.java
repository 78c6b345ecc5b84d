package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.device.Board;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.power.PowerMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A simulated board as a trial sees it: a Jetson TX2 whose zones share one temperature, except for
 * the board's own, which is half as far above the air.
 *
 * <p>Temperatures are those of the last reading of its sensor: without sampling they stand still.
 */
final class TwinBoardView implements Board {

  private static final List<String> MODULE_ZONES = List.of("BCPU-therm", "MCPU-therm", "GPU-therm");

  private final double ambientC;
  private final TwinBoard board;
  private final MonotonicClock clock;

  TwinBoardView(TwinSettings settings, TwinBoard board, MonotonicClock clock) {
    this.ambientC = settings.thermal().ambientC();
    this.board = board;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "tx2";
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public List<Temperature> temperatures() {
    double moduleC = board.temperatureC();
    Temperature outside = new Temperature("Tboard_tegra", ambientC + (moduleC - ambientC) / 2);
    return Stream.concat(
            MODULE_ZONES.stream().map(zone -> new Temperature(zone, moduleC)), Stream.of(outside))
        .toList();
  }

  @Override
  public List<String> powerModes() {
    return Arrays.stream(PowerMode.values()).map(PowerMode::name).toList();
  }

  @Override
  public String powerMode() {
    return board.powerMode().name();
  }

  @Override
  public void setPowerMode(String mode) {
    PowerMode wanted =
        Arrays.stream(PowerMode.values())
            .filter(known -> known.name().equals(mode))
            .findFirst()
            .orElseThrow(() -> unknown(mode));
    board.setPowerMode(wanted, clock.monotonicNs());
  }

  private HamletException unknown(String mode) {
    return new HamletException(
        ErrorCode.PRECONDITION, "this board has no power mode " + mode + ", only " + powerModes());
  }
}
