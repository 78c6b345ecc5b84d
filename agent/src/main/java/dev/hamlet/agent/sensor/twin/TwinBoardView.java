package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardLook.CoolingReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.power.Cluster;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A simulated board as a trial sees it: a Jetson TX2 whose zones share one temperature, except for
 * the board's own, which is half as far above the air.
 *
 * <p>Temperatures are those of the last reading of its sensor: without sampling they stand still.
 */
final class TwinBoardView implements Board {

  private static final List<String> MODULE_ZONES = List.of("BCPU-therm", "MCPU-therm", "GPU-therm");

  private static final double SHUTDOWN_MARGIN_C = 5;

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

  /** The greater clock of its CPUs under load, as heat and power mode leave it. */
  @Override
  public long simulatedClockHz() {
    Controls controls = board.controls();
    OperatingPoint loaded = OperatingPoint.of(controls, board.coolingState(), 1, 0);
    return Arrays.stream(Cluster.values())
        .filter(cluster -> controls.online(cluster) > 0)
        .mapToLong(cluster -> hz(loaded, cluster))
        .max()
        .orElse(0);
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

  /**
   * Clocks are pinned where no governor follows the load when the monitor is made; whoever turns a
   * knob after that takes them off their pins, as heat does.
   */
  @Override
  public BoardMonitor monitor() {
    Controls atFirst = board.controls();
    OperatingPoint cool = OperatingPoint.of(atFirst, 0, 0, 0);
    boolean pinned = !atFirst.followsLoad();
    return () -> {
      Controls controls = board.controls();
      OperatingPoint now = board.operatingPoint();
      List<ClockReading> clocks = new ArrayList<>();
      for (Cluster cluster : Cluster.values()) {
        if (controls.online(cluster) > 0) {
          String name = cluster.name().toLowerCase(Locale.ROOT);
          clocks.add(clock(ClockKind.CPU, name, hz(now, cluster), pinned ? hz(cool, cluster) : 0));
        }
      }
      clocks.add(clock(ClockKind.GPU, "the GPU", now.gpuHz(), pinned ? cool.gpuHz() : 0));
      clocks.add(clock(ClockKind.MEMORY, "the memory", now.memoryHz(), cool.memoryHz()));
      return new BoardLook(
          clocks,
          List.of(new CoolingReading("cpu-balanced", board.coolingState())),
          temperatures(),
          controls.gpuMilli() * 1e-3);
    };
  }

  @Override
  public double tooHotC(String zone) {
    return board.settings().options().throttling().shutdownC() - SHUTDOWN_MARGIN_C;
  }

  @Override
  public List<PowerModeCores> cores() {
    return Arrays.stream(PowerMode.values())
        .map(
            mode ->
                new PowerModeCores(
                    mode.name(),
                    Map.of("a57", on(mode, Cluster.A57), "denver", on(mode, Cluster.DENVER))))
        .toList();
  }

  private static List<Integer> on(PowerMode mode, Cluster cluster) {
    return IntStream.range(0, Cluster.CPUS)
        .filter(cpu -> Cluster.of(cpu) == cluster && (mode.onlineMask() >> cpu & 1) == 1)
        .boxed()
        .toList();
  }

  private static ClockReading clock(ClockKind kind, String name, long hz, long pinnedHz) {
    return new ClockReading(kind, name, hz, pinnedHz);
  }

  private static long hz(OperatingPoint point, Cluster cluster) {
    return point.khz(cluster) * 1_000L;
  }

  private HamletException unknown(String mode) {
    return new HamletException(
        ErrorCode.PRECONDITION, "this board has no power mode " + mode + ", only " + powerModes());
  }
}
