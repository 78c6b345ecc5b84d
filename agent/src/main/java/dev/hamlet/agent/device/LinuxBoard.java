package dev.hamlet.agent.device;

import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import java.nio.file.Path;
import java.util.List;

/**
 * Any Linux machine: thermal zones of {@code sys/class/thermal}, and the one power mode {@value
 * #DEFAULT_MODE}.
 *
 * <p>A zone counts as not readable while its file is missing, empty, refuses (EAGAIN) or holds no
 * number.
 */
public final class LinuxBoard implements Board {

  /** The only power mode. */
  public static final String DEFAULT_MODE = "default";

  private final BoardFiles files;
  private final ThermalZones zones;

  /**
   * A board under a root.
   *
   * @param root what stands for {@code /}
   */
  public LinuxBoard(Path root) {
    this.files = new BoardFiles(SystemSysfs.at(root));
    this.zones = new ThermalZones(files);
  }

  @Override
  public String kind() {
    return "linux";
  }

  @Override
  public boolean simulated() {
    return false;
  }

  @Override
  public List<Temperature> temperatures() {
    return zones.temperatures();
  }

  @Override
  public double tooHotC(String zone) {
    return zones.limitC(zone, TOO_HOT_C);
  }

  /** Looks at clocks, which are pinned where somebody has pinned them, and at cooling devices. */
  @Override
  public BoardMonitor monitor() {
    CpuClocks clocks = new CpuClocks(files);
    CoolingDevices cooling = new CoolingDevices(files);
    return () -> new BoardLook(clocks.read(), cooling.read(), zones.temperatures(), Double.NaN);
  }

  @Override
  public List<String> powerModes() {
    return List.of(DEFAULT_MODE);
  }

  @Override
  public String powerMode() {
    return DEFAULT_MODE;
  }

  @Override
  public void setPowerMode(String mode) {
    if (!mode.equals(DEFAULT_MODE)) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "this board has no power mode " + mode + ", only " + DEFAULT_MODE);
    }
  }
}
