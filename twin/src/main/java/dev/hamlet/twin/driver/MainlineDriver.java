package dev.hamlet.twin.driver;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.ina3221.L4tScale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Mainline's hwmon driver of one chip, in continuous mode, as in kernels since 2021: a read is one
 * register and never waits.
 *
 * <p>Threads: the one that evaluates the board.
 */
public final class MainlineDriver {

  private static final double NS_PER_MS = 1e6;

  private final TwinBoard board;
  private final Wire wire;
  private final int address;
  private final double[] shuntMicroohms;

  /**
   * Probes a chip: CONFIG is as after reset, or what the settings of the board say.
   *
   * @param shuntMicroohms shunt of each channel as the device tree has it
   */
  public MainlineDriver(TwinBoard board, I2cBus bus, int address, double... shuntMicroohms) {
    this.board = board;
    this.wire = new Wire(board, bus, address);
    this.address = address;
    this.shuntMicroohms = shuntMicroohms.clone();
  }

  /** Millivolts of a channel, from 0. */
  public Answer millivolts(int channel) {
    return read(channel, () -> L4tScale.millivolts(wire.readBus(channel)));
  }

  /** Milliamperes of a channel, rounded. */
  public Answer milliamps(int channel) {
    double milliohms = shuntMicroohms[channel] * 1e-3;
    return read(channel, () -> L4tScale.milliamps(wire.readShunt(channel), milliohms));
  }

  /** Microvolts across the shunt of a channel. */
  public Answer shuntMicrovolts(int channel) {
    return read(channel, () -> L4tScale.microvolts(wire.readShunt(channel)));
  }

  /** Sum of the shunt voltages of the channels that are on. */
  public Answer shuntSumMicrovolts() {
    Optional<Errno> fault = wire.begin();
    if (fault.isPresent()) {
      return Answer.failed(fault.get(), wire.failNs());
    }
    long sum = 0;
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      sum += enabled(channel) ? L4tScale.microvolts(wire.readShunt(channel)) : 0;
    }
    return Answer.number(sum, wire.costNs());
  }

  /** Whether a channel is on. */
  public boolean enabled(int channel) {
    return wire.config().enabled(channel);
  }

  /** Switches a channel. */
  public void enable(int channel, boolean on) {
    write(wire.config().withChannel(channel, on));
  }

  /** Samples that are averaged. */
  public int samples() {
    return wire.config().averages();
  }

  /** Averages the nearest number of samples that the chip knows. */
  public void setSamples(long samples) {
    write(wire.config().withAverages(samples));
  }

  /** Whole ms of a round, rounded; averaging is not in it. */
  public long updateIntervalMs() {
    return Math.round(wire.config().roundNs() / NS_PER_MS);
  }

  /** Chooses the conversion time that comes nearest to a round. */
  public void setUpdateIntervalMs(long ms) {
    int channels = Math.max(1, wire.config().channels());
    write(wire.config().withConversionNs(Math.round(ms * NS_PER_MS / channels / 2)));
  }

  /** Shunt of a channel, as currents are reckoned with. */
  public long shuntMicroohms(int channel) {
    return Math.round(shuntMicroohms[channel]);
  }

  /** Sets the shunt of a channel. */
  public void setShuntMicroohms(int channel, long microohms) {
    shuntMicroohms[channel] = microohms;
  }

  private Answer read(int channel, LongSupplier value) {
    Optional<Errno> fault = wire.begin();
    if (fault.isPresent()) {
      return Answer.failed(fault.get(), wire.failNs());
    }
    return enabled(channel)
        ? Answer.number(value.getAsLong(), wire.costNs())
        : Answer.failed(Errno.ENODATA, 0);
  }

  private void write(ConfigWord word) {
    board.writeConfig(address, word.word());
  }
}
