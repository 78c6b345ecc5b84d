package dev.hamlet.twin.driver;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.ina3221.Ina3221;

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

  /** A new call of the driver. */
  void begin() {
    costNs = 0;
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
