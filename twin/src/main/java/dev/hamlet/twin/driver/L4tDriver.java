package dev.hamlet.twin.driver;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.ina3221.L4tScale;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.OperatingPoint.Condition;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * L4T's driver of one chip.
 *
 * <p>Continuous mode: a read is one register, or two for power, whatever they hold; the two can
 * belong to different rounds. Triggered mode: write the trigger word, ask at most ten times whether
 * it is ready, read, power down; not ready in time is EAGAIN and leaves the chip powered up.
 *
 * <p>In automatic mode with alerts it changes between the two by itself whenever clocks or CPUs
 * change: continuous with two CPUs or a fast cpu0. Resume from suspend writes the word again.
 *
 * <p>Threads: the one that evaluates the board.
 */
public final class L4tDriver {

  private static final int GREATEST_POLLS = 10;
  private static final int POWER_DOWN = 0x7000;

  private final TwinBoard board;
  private final Wire wire;
  private final int address;
  private final L4tSetup setup;
  private final IntToDoubleFunction shuntMilliohms;
  private L4tMode mode;
  private boolean continuous;
  private boolean asleep;

  /**
   * Probes a chip.
   *
   * @param shuntMilliohms shunt of a channel as the device tree has it
   */
  public L4tDriver(
      TwinBoard board,
      I2cBus bus,
      int address,
      L4tSetup setup,
      IntToDoubleFunction shuntMilliohms) {
    this.board = board;
    this.wire = new Wire(board, bus, address);
    this.address = address;
    this.setup = setup;
    this.shuntMilliohms = shuntMilliohms;
    this.mode = setup.mode();
    probe();
    board.listen((monotonicNs, point) -> operatingPointChanged(point));
    board.attachDriver(this::use);
  }

  /** Whole mA of a channel. */
  public Answer milliamps(int channel) {
    return read(channel, Quantity.CURRENT);
  }

  /** Millivolts of a channel. */
  public Answer millivolts(int channel) {
    return read(channel, Quantity.VOLTAGE);
  }

  /** {@code mV x mA / 1000} of a channel, truncated. */
  public Answer milliwatts(int channel) {
    return read(channel, Quantity.POWER);
  }

  /** "mV mA" of a channel. */
  public Answer voltsAndAmperes(int channel) {
    return read(channel, Quantity.BOTH);
  }

  /** Current while continuous; 0 while triggered. */
  public Answer triggerMilliamps(int channel) {
    return continuous ? milliamps(channel) : Answer.number(0, 0);
  }

  /** Power while continuous; 0 while triggered. */
  public Answer triggerMilliwatts(int channel) {
    return continuous ? milliwatts(channel) : Answer.number(0, 0);
  }

  /** 1 while continuous, 0 while triggered; not whether that is forced. */
  public Answer runningMode() {
    return Answer.number(continuous ? 1 : 0, 0);
  }

  /** Above 0 forces continuous, 0 forces triggered, below 0 is automatic. Writes CONFIG. */
  public void setRunningMode(long number) {
    wire.begin();
    mode = L4tMode.written(number);
    continuous = wantsContinuous(board.operatingPoint());
    wire.writeConfig(continuous ? setup.continuousWord() : POWER_DOWN);
  }

  private void probe() {
    continuous = wantsContinuous(board.operatingPoint());
    int word = continuous ? setup.continuousWord() : POWER_DOWN;
    if (board.monitor(address).config().word() != word) {
      board.writeConfig(address, word);
    }
  }

  private Answer read(int channel, Quantity quantity) {
    Optional<Errno> fault = wire.begin();
    if (fault.isPresent()) {
      return Answer.failed(fault.get(), wire.failNs());
    }
    if (!continuous && !trigger()) {
      return Answer.failed(Errno.EAGAIN, wire.costNs());
    }
    long milliamps = 0;
    long millivolts = 0;
    if (quantity != Quantity.VOLTAGE) {
      double milliohms = shuntMilliohms.applyAsDouble(channel);
      milliamps = L4tScale.milliamps(wire.readShunt(channel), milliohms);
    }
    if (quantity != Quantity.CURRENT) {
      millivolts = L4tScale.millivolts(wire.readBus(channel));
    }
    if (!continuous) {
      wire.writeConfig(POWER_DOWN);
    }
    return Answer.line(quantity.text(millivolts, milliamps), wire.costNs());
  }

  private boolean trigger() {
    wire.writeConfig(setup.triggerWord());
    for (int poll = 0; poll < GREATEST_POLLS; poll++) {
      if (wire.readConversionReady()) {
        return true;
      }
    }
    return false;
  }

  private boolean wantsContinuous(OperatingPoint point) {
    return switch (mode) {
      case FORCED_CONTINUOUS -> true;
      case FORCED_TRIGGERED -> false;
      case AUTOMATIC ->
          setup.alerts()
              && (point.a57Cores() + point.denverCores() >= 2
                  || point.a57Khz() >= setup.continuousFromKhz());
    };
  }

  /** On the thread that evaluates: the bus time of these rare writes is left out. */
  private void operatingPointChanged(OperatingPoint point) {
    boolean resumed = asleep && point.condition() == Condition.RUNNING;
    asleep = point.condition() == Condition.SUSPENDED;
    boolean wanted = wantsContinuous(point);
    if (resumed || (mode == L4tMode.AUTOMATIC && wanted != continuous)) {
      use(wanted);
    }
  }

  private void use(boolean wanted) {
    continuous = wanted;
    board.writeConfig(address, wanted ? setup.continuousWord() : POWER_DOWN);
  }

  private enum Quantity {
    CURRENT,
    VOLTAGE,
    POWER,
    BOTH;

    String text(long millivolts, long milliamps) {
      return switch (this) {
        case CURRENT -> Long.toString(milliamps);
        case VOLTAGE -> Long.toString(millivolts);
        case POWER -> Long.toString(millivolts * milliamps / 1000);
        case BOTH -> millivolts + " " + milliamps;
      };
    }
  }
}
