package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.HERTZ;
import static dev.hamlet.common.metrics.Metric.WATTS;
import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.info;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** Boards: what they draw and how they are. */
public final class DeviceMetrics {

  private static final String[] RAIL = {"device", "rail", "scope", "simulated"};

  /** Energy of a rail. */
  public static final Metric ENERGY =
      counter(
          "hamlet_device_energy_joules",
          Unit.JOULES,
          "Energy of a rail, trapezoid over its power samples; kept across restarts, never jumps."
              + " Rails overlap: do not sum over rail without one scope.",
          RAIL);

  /** Energy of late samples. */
  public static final Metric LATE_ENERGY =
      counter(
          "hamlet_device_late_energy_joules",
          Unit.JOULES,
          "Energy of samples that arrived more than 10 s late, not part of"
              + " hamlet_device_energy_joules_total.",
          RAIL);

  /** Holes in the energy counters. */
  public static final Metric ENERGY_GAP =
      counter(
          "hamlet_device_energy_gap_seconds",
          Unit.SECONDS,
          "Time without samples inside the device's energy counters; nothing is counted for it.",
          "device");

  /** Power now. */
  public static final Metric POWER =
      gauge(
          "hamlet_device_power_watts",
          WATTS,
          "Mean power of a rail over the last second. Rails overlap: do not sum over rail without"
              + " one scope.",
          RAIL);

  /** Highest power now. */
  public static final Metric POWER_PEAK =
      gauge(
          "hamlet_device_power_peak_watts",
          WATTS,
          "Highest power sample of a rail within the last second.",
          RAIL);

  /** Lowest power now. */
  public static final Metric POWER_MIN =
      gauge(
          "hamlet_device_power_min_watts",
          WATTS,
          "Lowest power sample of a rail within the last second.",
          RAIL);

  /** Voltage now. */
  public static final Metric VOLTAGE =
      gauge(
          "hamlet_device_voltage_volts",
          Unit.VOLTS,
          "Mean voltage of a rail over the last batch; absent where the sensor does not read it.",
          "device",
          "rail");

  /** Current now. */
  public static final Metric CURRENT =
      gauge(
          "hamlet_device_current_amperes",
          Unit.AMPERES,
          "Mean current of a rail over the last batch; absent where the sensor does not read it.",
          "device",
          "rail");

  /** Temperature now. */
  public static final Metric TEMPERATURE =
      gauge(
          "hamlet_device_temperature_celsius",
          Unit.CELSIUS,
          "Temperature of a thermal zone.",
          "device",
          "zone");

  /** Clocks now. */
  public static final Metric CLOCK =
      gauge(
          "hamlet_device_clock_hertz",
          HERTZ,
          "Frequency of a clock of what is on (cpu0, gpu, emc).",
          "device",
          "domain");

  /** Load now. */
  public static final Metric UTILIZATION =
      gauge(
          "hamlet_device_utilization_ratio",
          Unit.RATIO,
          "How busy a unit is (cpu since the last heartbeat, gpu), 0 to 1.",
          "device",
          "unit");

  /** Memory in use. */
  public static final Metric MEMORY_USED =
      gauge(
          "hamlet_device_memory_used_bytes",
          Unit.BYTES,
          "Memory of the board in use; absent for twins.",
          "device");

  /** Memory. */
  public static final Metric MEMORY_TOTAL =
      gauge(
          "hamlet_device_memory_total_bytes",
          Unit.BYTES,
          "Memory of the board; absent for twins.",
          "device");

  /** Throttling now. */
  public static final Metric THROTTLED =
      gauge(
          "hamlet_device_throttled",
          "1 while something slows the board down, by the type of the cooling device that does.",
          "device",
          "reason");

  /** What it is. */
  public static final Metric INFO =
      info(
          "hamlet_device",
          "What a device is; join on device.",
          "device",
          "board",
          "simulated",
          "os",
          "jdk",
          "agent_version",
          "power_mode");

  /** Its clock. */
  public static final Metric CLOCK_OFFSET =
      gauge(
          "hamlet_device_clock_offset_seconds",
          Unit.SECONDS,
          "Estimated offset of the device's monotonic clock to the coordinator's.",
          "device");

  /** Its clock's bound. */
  public static final Metric CLOCK_OFFSET_ERROR =
      gauge(
          "hamlet_device_clock_offset_error_seconds",
          Unit.SECONDS,
          "Bound of the error of the estimated clock offset.",
          "device");

  /** Its clock's rate. */
  public static final Metric CLOCK_DRIFT =
      gauge(
          "hamlet_device_clock_drift_ratio",
          Unit.RATIO,
          "Estimated difference of the rates of the coordinator's monotonic clock and the device's.",
          "device");

  /** Bound of that. */
  public static final Metric CLOCK_DRIFT_ERROR =
      gauge(
          "hamlet_device_clock_drift_error_ratio",
          Unit.RATIO,
          "Bound of the error of the estimated clock drift.",
          "device");

  /** Its clock's steps. */
  public static final Metric CLOCK_STEPS =
      counter(
          "hamlet_device_clock_steps",
          "Steps and suspends of the device's clock or the coordinator's that were found.",
          "device");

  /** Quarantines. */
  public static final Metric QUARANTINES =
      counter(
          "hamlet_device_quarantines",
          "How often the device was quarantined without a person.",
          "device");

  /** A quarantine that had to wait. */
  public static final Metric HELD_BACK =
      gauge(
          "hamlet_device_quarantine_held_back",
          "1 while the device should be quarantined but half of the fleet is already: look after"
              + " the fleet.",
          "device");

  /** Golden-model checks. */
  public static final Metric GOLDEN_CHECKS =
      counter(
          "hamlet_device_golden_checks",
          "Golden-model checks of the device by outcome (passed, failed, inconclusive).",
          "device",
          "outcome");

  static final List<Metric> ALL =
      List.of(
          ENERGY,
          LATE_ENERGY,
          ENERGY_GAP,
          POWER,
          POWER_PEAK,
          POWER_MIN,
          VOLTAGE,
          CURRENT,
          TEMPERATURE,
          CLOCK,
          UTILIZATION,
          MEMORY_USED,
          MEMORY_TOTAL,
          THROTTLED,
          INFO,
          CLOCK_OFFSET,
          CLOCK_OFFSET_ERROR,
          CLOCK_DRIFT,
          CLOCK_DRIFT_ERROR,
          CLOCK_STEPS,
          QUARANTINES,
          HELD_BACK,
          GOLDEN_CHECKS);

  private DeviceMetrics() {}
}
