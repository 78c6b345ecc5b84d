package dev.hamlet.twin.power;

/**
 * Power of every rail as a linear function of temperature, for a power mode and an activity level.
 *
 * <pre>
 *   P_r(T) = constant_r + slope_r x T            T in degrees Celsius
 *
 *   cores      idle 35 mW + leakage 20 mW at 40 C, busy 1.25 W, each x s(f), leakage x V(f)^2
 *   s(f)       f V(f)^2, as a share of its value at 2.0352 GHz;  V(f) = 0.75 .. 1.1 V, linear in f
 *   leakage    grows by 1.2 % of its value at 40 C per kelvin
 *   VDD_IN     the rails below it + 0.5 W that no other rail shows
 * </pre>
 *
 * <p>The figures are not those of one real board: they are of the size that public readings of TX2
 * boards show, idle about 1.9 W at VDD_IN in MAXN. What they are does not matter for a test of the
 * measurement, as long as the truth is known.
 *
 * <p>Busy threads take the fastest cores first; more threads than cores draw no more.
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
  private static final BoardRail[] MODULE = {
    BoardRail.VDD_SYS_CPU,
    BoardRail.VDD_SYS_DDR,
    BoardRail.VDD_SYS_GPU,
    BoardRail.VDD_SYS_SOC,
    BoardRail.VDD_4V0_WIFI
  };

  /**
   * Fills in the coefficients of every rail. Never allocates.
   *
   * @param levelMilli 1000 x busy threads
   */
  public void fill(PowerMode mode, int levelMilli, RailCoefficients into) {
    double busy = busyCores(mode, levelMilli / 1000.0);
    double memory = mode.memoryHz() / 1.866e9;
    double gpu = mode.gpuHz() / 1.3005e9;
    set(into, BoardRail.VDD_SYS_CPU, cpuWatts(mode, busy), leakage(mode));
    set(into, BoardRail.VDD_SYS_DDR, 0.12 + (0.20 + MEMORY_BUSY_WATTS * busy) * memory, 0);
    set(into, BoardRail.VDD_SYS_GPU, 0.08 + 0.08 * gpu, 0.04);
    set(into, BoardRail.VDD_SYS_SOC, 0.30 + 0.10 * memory + SOC_BUSY_WATTS * busy, 0.05);
    set(into, BoardRail.VDD_4V0_WIFI, 0.05, 0);
    setModule(into);
    set(into, BoardRail.VDD_MUX, 1.30 + CARRIER_BUSY_WATTS * busy, 0);
    set(into, BoardRail.VDD_5V0_IO_SYS, 0.45, 0);
    set(into, BoardRail.VDD_3V3_SYS, 0.30, 0);
  }

  /** Busy cores, each weighed with its clock: 1 for a core at 2.0352 GHz. */
  private static double busyCores(PowerMode mode, double threads) {
    double denver = clockShare(mode.denverKhz());
    double a57 = clockShare(mode.a57Khz());
    if (denver >= a57) {
      return busyCores(threads, mode.denverCores(), denver, mode.a57Cores(), a57);
    }
    return busyCores(threads, mode.a57Cores(), a57, mode.denverCores(), denver);
  }

  private static double busyCores(
      double threads, int fastCores, double fastShare, int slowCores, double slowShare) {
    double onFast = Math.min(threads, fastCores);
    double onSlow = Math.min(threads - onFast, slowCores);
    return onFast * fastShare + onSlow * slowShare;
  }

  private static double cpuWatts(PowerMode mode, double busy) {
    double clocked =
        mode.denverCores() * clockShare(mode.denverKhz())
            + mode.a57Cores() * clockShare(mode.a57Khz());
    return CLUSTER_WATTS + CORE_IDLE_WATTS * clocked + CORE_BUSY_WATTS * busy;
  }

  private static double leakage(PowerMode mode) {
    return CORE_LEAKAGE_WATTS
        * (mode.denverCores() * voltageShare(mode.denverKhz())
            + mode.a57Cores() * voltageShare(mode.a57Khz()));
  }

  private static double clockShare(int khz) {
    return khz / 2_035_200.0 * voltageShare(khz);
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

  private static void setModule(RailCoefficients into) {
    double constant = HIDDEN_WATTS;
    double slope = 0;
    for (BoardRail rail : MODULE) {
      constant += into.constantWatts(rail);
      slope += into.wattsPerKelvin(rail);
    }
    into.set(BoardRail.VDD_IN, constant, slope);
  }
}
