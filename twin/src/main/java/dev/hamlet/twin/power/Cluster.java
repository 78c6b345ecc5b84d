package dev.hamlet.twin.power;

/** The two kinds of CPU cores of a TX2. */
public enum Cluster {
  /** Cortex-A57: cpu0, 3, 4, 5. */
  A57(0b111001),
  /** Denver2: cpu1, 2. */
  DENVER(0b000110);

  /** CPUs of the board. */
  public static final int CPUS = 6;

  private final int mask;

  Cluster(int mask) {
    this.mask = mask;
  }

  /** Its CPUs, bit n for cpu n. */
  public int mask() {
    return mask;
  }

  /** The cluster that a CPU belongs to. */
  public static Cluster of(int cpu) {
    return (A57.mask >> cpu & 1) == 1 ? A57 : DENVER;
  }
}
