package dev.hamlet.twin.power;

import dev.hamlet.common.power.RailScope;

/**
 * Rails of the simulated Jetson TX2 on its developer kit: which monitor channel measures each,
 * behind which shunt, at which voltage. Scales as read under L4T; VDD_IN with its 20 milliohms.
 */
public enum BoardRail {
  /** Input of the module: everything below it, and what no other rail shows. */
  VDD_IN(RailScope.SUPPLY, 0x41, 0, 19.1, 20),
  /** The six CPU cores. */
  VDD_SYS_CPU(RailScope.COMPONENT, 0x41, 1, 19.1, 10),
  /** Memory. */
  VDD_SYS_DDR(RailScope.COMPONENT, 0x41, 2, 4.8, 10),
  /** The GPU. */
  VDD_SYS_GPU(RailScope.COMPONENT, 0x40, 0, 19.1, 10),
  /** The rest of the chip. */
  VDD_SYS_SOC(RailScope.COMPONENT, 0x40, 1, 19.1, 10),
  /** The radio; always idle here. */
  VDD_4V0_WIFI(RailScope.COMPONENT, 0x40, 2, 4.8, 10),
  /** Input of the carrier board, beside VDD_IN. */
  VDD_MUX(RailScope.SUPPLY, 0x42, 0, 19.1, 20),
  /** 5 V of the carrier; below VDD_MUX. */
  VDD_5V0_IO_SYS(RailScope.COMPONENT, 0x42, 1, 5.0, 5),
  /** 3.3 V of the carrier; below VDD_MUX. */
  VDD_3V3_SYS(RailScope.COMPONENT, 0x42, 2, 3.3, 10),
  /** 3.3 V of the carrier that sleep switches off; below VDD_MUX. */
  VDD_3V3_IO_SLP(RailScope.COMPONENT, 0x43, 0, 3.3, 10),
  /** 1.8 V of the carrier; below VDD_MUX. */
  VDD_1V8_IO(RailScope.COMPONENT, 0x43, 1, 1.8, 10),
  /** 3.3 V of the M.2 slot, which is empty; below VDD_MUX. */
  VDD_3V3_SYS_M2(RailScope.COMPONENT, 0x43, 2, 3.3, 10);

  /** Number of rails: the length of arrays that are indexed by {@link #index()}. */
  public static final int COUNT = values().length;

  private static final double SHUNT_STEP_VOLTS = 40e-6;

  private final RailScope scope;
  private final int chipAddress;
  private final int channel;
  private final double busVolts;
  private final int shuntMilliohms;

  BoardRail(RailScope scope, int chipAddress, int channel, double busVolts, int shuntMilliohms) {
    this.scope = scope;
    this.chipAddress = chipAddress;
    this.channel = channel;
    this.busVolts = busVolts;
    this.shuntMilliohms = shuntMilliohms;
  }

  /** Place of the rail in arrays of all rails. */
  @SuppressWarnings("EnumOrdinal") // never stored: it indexes arrays within one process
  public int index() {
    return ordinal();
  }

  /** Supply or component. */
  public RailScope scope() {
    return scope;
  }

  /** I2C address of the monitor. */
  public int chipAddress() {
    return chipAddress;
  }

  /** Channel of the monitor, from 0. */
  public int channel() {
    return channel;
  }

  /** Voltage of the rail; the same at any load. */
  public double busVolts() {
    return busVolts;
  }

  /** Shunt resistor. */
  public int shuntMilliohms() {
    return shuntMilliohms;
  }

  /** Power of one step of the shunt voltage's reading. */
  public double resolutionWatts() {
    return SHUNT_STEP_VOLTS / (shuntMilliohms * 1e-3) * busVolts;
  }
}
