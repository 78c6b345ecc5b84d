package dev.hamlet.twin.power;

/** The five power modes of the TX2's nvpmodel, with clocks pinned at their caps. */
public enum PowerMode {
  /** Mode 0: everything on, no caps. */
  MAXN(2, 2_035_200, 4, 2_035_200, 1_300_500_000, 1_866_000_000),
  /** Mode 1: 7.5 W. */
  MAXQ(0, 0, 4, 1_200_000, 850_000_000, 1_331_200_000),
  /** Mode 2: 15 W, all cores. */
  MAXP_CORE_ALL(2, 1_400_000, 4, 1_400_000, 1_120_000_000, 1_600_000_000),
  /** Mode 3: 15 W, the A57 cores; the factory's choice. */
  MAXP_CORE_ARM(0, 0, 4, 2_000_000, 1_120_000_000, 1_600_000_000),
  /** Mode 4: 15 W, one Denver core and a slow cpu0. */
  MAXP_CORE_DENVER(1, 2_035_200, 1, 345_600, 1_120_000_000, 1_600_000_000);

  private final int denverCores;
  private final int denverKhz;
  private final int a57Cores;
  private final int a57Khz;
  private final long gpuHz;
  private final long memoryHz;

  PowerMode(int denverCores, int denverKhz, int a57Cores, int a57Khz, long gpuHz, long memoryHz) {
    this.denverCores = denverCores;
    this.denverKhz = denverKhz;
    this.a57Cores = a57Cores;
    this.a57Khz = a57Khz;
    this.gpuHz = gpuHz;
    this.memoryHz = memoryHz;
  }

  /** Its number in nvpmodel. */
  @SuppressWarnings(
      "EnumOrdinal") // declared in nvpmodel's order, which is part of its documentation
  public int id() {
    return ordinal();
  }

  /** By its number in nvpmodel, 0 to 4. */
  public static PowerMode numbered(int id) {
    return values()[id];
  }

  /** Denver cores that are on. */
  public int denverCores() {
    return denverCores;
  }

  /** Clock of the Denver cores. */
  public int denverKhz() {
    return denverKhz;
  }

  /** A57 cores that are on. */
  public int a57Cores() {
    return a57Cores;
  }

  /** CPUs that are on, bit n for cpu n: the first of each cluster. */
  public int onlineMask() {
    return lowestBits(Cluster.A57.mask(), a57Cores)
        | lowestBits(Cluster.DENVER.mask(), denverCores);
  }

  /** Clock of the A57 cores. */
  public int a57Khz() {
    return a57Khz;
  }

  /** Clock of the GPU. */
  public long gpuHz() {
    return gpuHz;
  }

  /** Clock of the memory. */
  public long memoryHz() {
    return memoryHz;
  }

  private static int lowestBits(int mask, int count) {
    int bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= Integer.lowestOneBit(mask & ~bits);
    }
    return bits;
  }
}
