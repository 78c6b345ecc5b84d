package dev.hamlet.twin.power;

/**
 * Power of every rail as a linear function of temperature, for an operating point and an activity
 * level.
 *
 * <pre>
 *   P_r(T) = constant_r + slope_r x T            T in degrees Celsius
 *
 *   cores      idle 35 mW + leakage 20 mW at 40 C, busy 1.25 W, each x s(f), leakage x V(f)^2
 *   s(f)       f V(f)^2, as a share of its value at 2.0352 GHz;  V(f) = 0.75 .. 1.1 V, linear in f
 *   leakage    grows by 1.2 % of its value at 40 C per kelvin
 *   GPU        idle 80 mW + 80 mW x f, busy 5.5 W x s(f) at 1.3005 GHz and 0.9 W of memory
 *   VDD_IN     the rails below it + 0.5 W that no other rail shows
 * </pre>
 *
 * <p>The figures are not those of one real board: they are of the size that public readings of TX2
 * boards show, idle about 1.9 W at VDD_IN in MAXN. What they are does not matter for a test of the
 * measurement, as long as the truth is known.
 *
 * <p>Busy threads take the fastest of the cores they are bound to first; more threads than cores
 * draw no more.
 */
public final class PowerModel {

  /** Temperature at which leakage has its stated size. */
  public static final double REFERENCE_C = 40;

  private static final double LEAKAGE_PER_KELVIN = 0.012;
  private static final double CORE_IDLE_WATTS = 0.035;
  private static final double CORE_LEAKAGE_WATTS = 0.02;
  private static final double CORE_BUSY_WATTS = 1.25;
  private static final double CLUSTER_WATTS = 0.12;
  private static final double MEMORY_BUSY_WATTS = 0.22;
  private static final double SOC_BUSY_WATTS = 0.08;
  private static final double CARRIER_BUSY_WATTS = 0.05;
  private static final double HIDDEN_WATTS = 0.5;
  private static final double GPU_BUSY_WATTS = 5.5;
  private static final double GPU_MEMORY_WATTS = 0.9;
  private static final double SUSPENDED_WATTS = 0.1;
  private static final BoardRail[] RAILS = BoardRail.values();
  private static final BoardRail[] MODULE = {
    BoardRail.VDD_SYS_CPU,
    BoardRail.VDD_SYS_DDR,
    BoardRail.VDD_SYS_GPU,
    BoardRail.VDD_SYS_SOC,
    BoardRail.VDD_4V0_WIFI
  };

  /**
   * Fills in the coefficients of every rail at the caps of a power mode.
   *
   * @param levelMilli 1000 x busy threads
   */
  public void fill(PowerMode mode, int levelMilli, RailCoefficients into) {
    fill(OperatingPoint.of(mode), levelMilli, into);
  }

  /**
   * Fills in the coefficients of every rail. Never allocates.
   *
   * @param levelMilli 1000 x busy threads
   */
  public void fill(OperatingPoint point, int levelMilli, RailCoefficients into) {
    switch (point.condition()) {
      case RUNNING -> fillRunning(point, levelMilli / 1000.0, into);
      case SUSPENDED -> fillAsleep(SUSPENDED_WATTS, into);
      case OFF -> fillAsleep(0, into);
    }
  }

  private static void fillRunning(OperatingPoint point, double threads, RailCoefficients into) {
    double busy = busyCores(point, threads);
    double memory = point.memoryHz() / 1.866e9;
    double gpu = point.gpuHz() / 1.3005e9;
    double gpuBusy = point.gpuMilli() * 1e-3 * gpu * gpuVoltageShare(gpu);
    set(into, BoardRail.VDD_SYS_CPU, cpuWatts(point, busy), leakage(point));
    set(
        into,
        BoardRail.VDD_SYS_DDR,
        0.12 + (0.20 + MEMORY_BUSY_WATTS * busy + GPU_MEMORY_WATTS * gpuBusy) * memory,
        0);
    set(into, BoardRail.VDD_SYS_GPU, 0.08 + 0.08 * gpu + GPU_BUSY_WATTS * gpuBusy, 0.04);
    set(into, BoardRail.VDD_SYS_SOC, 0.30 + 0.10 * memory + SOC_BUSY_WATTS * busy, 0.05);
    set(into, BoardRail.VDD_4V0_WIFI, 0.05, 0);
    setModule(HIDDEN_WATTS, into);
    set(into, BoardRail.VDD_MUX, 1.30 + CARRIER_BUSY_WATTS * busy, 0);
    set(into, BoardRail.VDD_5V0_IO_SYS, 0.45, 0);
    set(into, BoardRail.VDD_3V3_SYS, 0.30, 0);
    set(into, BoardRail.VDD_3V3_IO_SLP, 0.10, 0);
    set(into, BoardRail.VDD_1V8_IO, 0.12, 0);
    set(into, BoardRail.VDD_3V3_SYS_M2, 0.02, 0);
  }

  /** Memory keeps itself, all else is off. */
  private static void fillAsleep(double memoryWatts, RailCoefficients into) {
    for (BoardRail rail : RAILS) {
      set(into, rail, rail == BoardRail.VDD_SYS_DDR ? memoryWatts : 0, 0);
    }
    setModule(memoryWatts, into);
    set(into, BoardRail.VDD_MUX, memoryWatts, 0);
  }

  /** Busy cores, each weighed with its clock: 1 for a core at 2.0352 GHz. */
  private static double busyCores(OperatingPoint point, double threads) {
    boolean denverOnly = point.cores() == CoreSet.DENVER && point.denverCores() > 0;
    int denverCores = point.cores() == CoreSet.A57 ? 0 : point.denverCores();
    int a57Cores = denverOnly ? 0 : point.a57Cores();
    double denver = clockShare(point.denverKhz());
    double a57 = clockShare(point.a57Khz());
    return denver >= a57
        ? busyCores(threads, denverCores, denver, a57Cores, a57)
        : busyCores(threads, a57Cores, a57, denverCores, denver);
  }

  private static double busyCores(
      double threads, int fastCores, double fastShare, int slowCores, double slowShare) {
    double onFast = Math.min(threads, fastCores);
    double onSlow = Math.min(threads - onFast, slowCores);
    return onFast * fastShare + onSlow * slowShare;
  }

  private static double cpuWatts(OperatingPoint point, double busy) {
    double clocked =
        point.denverCores() * clockShare(point.denverKhz())
            + point.a57Cores() * clockShare(point.a57Khz());
    return CLUSTER_WATTS + CORE_IDLE_WATTS * clocked + CORE_BUSY_WATTS * busy;
  }

  private static double leakage(OperatingPoint point) {
    return CORE_LEAKAGE_WATTS
        * (point.denverCores() * voltageShare(point.denverKhz())
            + point.a57Cores() * voltageShare(point.a57Khz()));
  }

  private static double clockShare(int khz) {
    return khz / 2_035_200.0 * voltageShare(khz);
  }

  /** The same line for the GPU: from 0.75 V near 0 to 1.1 V at its highest clock. */
  private static double gpuVoltageShare(double clockShare) {
    double volts = 0.75 + 0.35 * clockShare;
    return volts * volts / (1.1 * 1.1);
  }

  /** V(f)^2 as a share of its greatest value. */
  private static double voltageShare(int khz) {
    double volts = 0.75 + 0.35 * Math.max(0, khz - 345_600) / (2_035_200 - 345_600);
    return volts * volts / (1.1 * 1.1);
  }

  private static void set(
      RailCoefficients into, BoardRail rail, double wattsWithoutLeakage, double leakageWatts) {
    double slope = leakageWatts * LEAKAGE_PER_KELVIN;
    into.set(rail, wattsWithoutLeakage + leakageWatts - slope * REFERENCE_C, slope);
  }

  private static void setModule(double hiddenWatts, RailCoefficients into) {
    double constant = hiddenWatts;
    double slope = 0;
    for (BoardRail rail : MODULE) {
      constant += into.constantWatts(rail);
      slope += into.wattsPerKelvin(rail);
    }
    into.set(BoardRail.VDD_IN, constant, slope);
  }
}
