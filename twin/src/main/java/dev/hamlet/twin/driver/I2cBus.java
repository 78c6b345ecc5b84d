package dev.hamlet.twin.driver;

/**
 * The bus that all monitors share: how long a transfer takes.
 *
 * <p>A 16-bit register read is about 47 clocks (address, register, address again, two bytes, each
 * with its acknowledgement, start and stop), a write about 38. The time between transfers and other
 * devices on the bus are left out.
 *
 * @param clockHz bus clock; 0 for a bus that takes no time
 */
public record I2cBus(long clockHz) {

  /** Fast mode. */
  public static final I2cBus FAST = new I2cBus(400_000);

  /** Standard mode: what the driver of the bus uses where the device tree says nothing. */
  public static final I2cBus STANDARD = new I2cBus(100_000);

  private static final long READ_CLOCKS = 47;
  private static final long WRITE_CLOCKS = 38;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** Duration of the read of one register. */
  public long readNs() {
    return durationNs(READ_CLOCKS);
  }

  /** Duration of the write of one register. */
  public long writeNs() {
    return durationNs(WRITE_CLOCKS);
  }

  private long durationNs(long clocks) {
    return clockHz == 0 ? 0 : clocks * NS_PER_SECOND / clockHz;
  }
}
