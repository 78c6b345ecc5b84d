package dev.hamlet.twin.driver;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.fault.FaultScript;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.OperatingPoint;
import java.util.Optional;

/** One chip on the bus: each transfer takes its time, in which the board goes on. One thread. */
final class Wire {

  private final TwinBoard board;
  private final I2cBus bus;
  private final int address;
  private long costNs;

  Wire(TwinBoard board, I2cBus bus, int address) {
    this.board = board;
    this.bus = bus;
    this.address = address;
  }

  /** A new call of the driver; the error with which a fault lets it end. */
  Optional<Errno> begin() {
    costNs = 0;
    FaultScript faults = board.faults();
    boolean off = board.operatingPoint().condition() == OperatingPoint.Condition.OFF;
    if (off || faults.active(FaultKind.IO_ERROR, board.evaluatedNs())) {
      return Optional.of(Errno.EIO);
    }
    boolean notReady = faults.active(FaultKind.NOT_READY, board.evaluatedNs());
    return notReady ? Optional.of(Errno.EAGAIN) : Optional.empty();
  }

  /** The time of one transfer passes, in vain; what the call took so far. */
  long failNs() {
    pass(bus.readNs());
    return costNs;
  }

  /** What the call took so far. */
  long costNs() {
    return costNs;
  }

  short readShunt(int channel) {
    pass(bus.readNs());
    return chip().shuntRegister(channel);
  }

  short readBus(int channel) {
    pass(bus.readNs());
    return chip().busRegister(channel);
  }

  boolean readConversionReady() {
    pass(bus.readNs());
    return chip().takeConversionReady();
  }

  ConfigWord config() {
    return chip().config();
  }

  void writeConfig(int word) {
    pass(bus.writeNs());
    board.writeConfig(address, word);
  }

  private void pass(long durationNs) {
    costNs += durationNs;
    board.evaluateTo(board.evaluatedNs() + durationNs);
  }

  private Ina3221 chip() {
    return board.monitor(address);
  }
}
