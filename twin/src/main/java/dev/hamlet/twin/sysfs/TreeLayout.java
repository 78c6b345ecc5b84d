package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.driver.I2cBus;
import dev.hamlet.twin.driver.L4tSetup;
import java.util.SplittableRandom;

/**
 * Which kernel a tree looks like, and what its numbers are.
 *
 * @param kernel whose driver shows the monitors
 * @param root whether the caller may write; else EACCES
 * @param i2cBus number of the bus
 * @param firstDevice number of the first iio or hwmon device; the others follow
 * @param devicesFall whether later chips have lower numbers
 * @param bus how fast the bus is
 * @param l4t what the device tree says to L4T's driver
 */
public record TreeLayout(
    Kernel kernel,
    boolean root,
    int i2cBus,
    int firstDevice,
    boolean devicesFall,
    I2cBus bus,
    L4tSetup l4t) {

  /** Whose driver shows the monitors. */
  public enum Kernel {
    /** NVIDIA's, with {@code ina3221x}. */
    L4T,
    /** Mainline, with the hwmon driver {@code ina3221}. */
    MAINLINE
  }

  /** L4T as boards show it most: bus 0, devices from 0, the caller is root, bus at 400 kHz. */
  public static final TreeLayout L4T =
      new TreeLayout(Kernel.L4T, true, 0, 0, false, I2cBus.FAST, L4tSetup.FASTEST);

  /** Mainline: bus 1, devices from 2, the caller is root, bus at 400 kHz. */
  public static final TreeLayout MAINLINE =
      new TreeLayout(Kernel.MAINLINE, true, 1, 2, false, I2cBus.FAST, L4tSetup.FASTEST);

  /** The same with other numbers, as after another boot. */
  public TreeLayout renumbered(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new TreeLayout(
        kernel, root, random.nextInt(8), random.nextInt(4), random.nextBoolean(), bus, l4t);
  }

  /** The same for a caller who may only read. */
  public TreeLayout withoutRoot() {
    return new TreeLayout(kernel, false, i2cBus, firstDevice, devicesFall, bus, l4t);
  }

  /** The same with another device tree. */
  public TreeLayout with(L4tSetup other) {
    return new TreeLayout(kernel, root, i2cBus, firstDevice, devicesFall, bus, other);
  }

  /** Number of the device of the n-th of some chips. */
  int device(int n, int chips) {
    return firstDevice + (devicesFall ? chips - 1 - n : n);
  }
}
