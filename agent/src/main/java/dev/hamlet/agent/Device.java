package dev.hamlet.agent;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.LinuxBoard;
import dev.hamlet.agent.device.tegra.NvpTool;
import dev.hamlet.agent.device.tegra.TegraBoard;
import dev.hamlet.agent.sensor.DescribedSensor;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorProbe;
import dev.hamlet.agent.sensor.calibration.CalibrationFile;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sensor.setup.SensorSetup;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.agent.sysfs.helped.BoardHelper;
import dev.hamlet.agent.sysfs.helped.HelpedSysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A board with what reads its power.
 *
 * @param sensor reads its rails; whoever opened the device closes it
 * @param board the board
 * @param activity ring that workers publish to; only a twin has one
 * @param setup what set the sensor and puts it back; closed after the sensor
 */
record Device(Sensor sensor, Board board, Optional<Path> activity, Optional<SensorSetup> setup) {

  private static final int TRIAL_READS = 200;
  private static final long TRIAL_PERIOD_NS = 1_000_000;

  /**
   * Opens the board that a configuration names.
   *
   * @param ringFile where a twin's ring is made; the sensor's journal and calibration lie beside it
   * @param journalFile where changes to a real board are noted
   * @throws HamletException NOT_FOUND if it has no power sensor
   */
  static Device open(AgentConfig config, Path ringFile, Path journalFile, SystemClock clock) {
    if (config.board() instanceof BoardChoice.Linux linux) {
      return linux(linux, ringFile, journalFile, clock);
    }
    return twin((BoardChoice.Twin) config.board(), ringFile, clock);
  }

  private static Device twin(BoardChoice.Twin choice, Path ringFile, SystemClock clock) {
    if (choice.follows().isPresent()) {
      TwinDevice meter =
          TwinDevice.follow(choice.follows().get(), choice.seed(), choice.rails(), clock);
      Sensor followed = SensorDiscovery.described(meter.sensor(), choice.profile());
      return new Device(
          understood(followed, ringFile, clock), meter.board(), Optional.empty(), Optional.empty());
    }
    TwinDevice device =
        TwinDevice.create(ringFile, choice.seed(), choice.rails(), choice.faults(), clock);
    Sensor sensor = SensorDiscovery.described(device.sensor(), choice.profile());
    return new Device(
        understood(sensor, ringFile, clock),
        device.board(),
        Optional.of(ringFile),
        Optional.empty());
  }

  /** The board first: what a crash left changed is restored before a sensor is looked at. */
  private static Device linux(
      BoardChoice.Linux choice, Path ringFile, Path journalFile, SystemClock clock) {
    Optional<BoardHelper> helper = choice.helper().map(BoardHelper::new);
    SystemSysfs direct = SystemSysfs.at(choice.root());
    Sysfs sysfs = helper.<Sysfs>map(asked -> new HelpedSysfs(direct, asked)).orElse(direct);
    Board board =
        TegraBoard.open(sysfs, tool(choice, helper), journalFile)
            .orElseGet(() -> new LinuxBoard(choice.root()));
    SensorSetup setup = SensorSetup.open(sysfs, ringFile.resolveSibling("sensor-settings"));
    try {
      Sensor sensor = SensorDiscovery.open(sysfs, choice.sensor(), setup);
      return new Device(
          understood(sensor, ringFile, clock), board, Optional.empty(), Optional.of(setup));
    } catch (RuntimeException e) {
      setup.close();
      throw e;
    }
  }

  private static NvpTool tool(BoardChoice.Linux choice, Optional<BoardHelper> helper) {
    if (!choice.root().equals(Path.of("/"))) {
      return NvpTool.NONE;
    }
    return id -> NvpTool.SYSTEM.sets(id) || helper.filter(asked -> asked.powerMode(id)).isPresent();
  }

  /**
   * The sensor with what trying it out and an earlier calibration tell. A rate of refresh that
   * nothing else tells is taken as seen: it is at least that.
   */
  private static Sensor understood(Sensor sensor, Path ringFile, SystemClock clock) {
    try {
      SensorProbe probe = SensorProbe.measure(sensor, TRIAL_READS, TRIAL_PERIOD_NS, clock, clock);
      SensorGroup group = sensor.group();
      double refreshRateHz =
          group.refreshRateHz() > 0 ? group.refreshRateHz() : probe.refreshRateHz();
      SensorGroup tried =
          group
              .withTimes(group.timeConstantNs(), group.lagNs(), refreshRateHz)
              .with(group.facts().with(probe.figures()));
      SensorGroup calibrated = CalibrationFile.beside(ringFile).apply(tried);
      return new DescribedSensor(sensor, calibrated);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return sensor;
    } catch (RuntimeException e) {
      sensor.close();
      throw e;
    }
  }
}
