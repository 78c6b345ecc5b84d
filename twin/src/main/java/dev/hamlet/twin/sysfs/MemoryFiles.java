package dev.hamlet.twin.sysfs;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.power.ClockRange;
import dev.hamlet.twin.power.ClockSteps;

/** The memory's clock: nvpmodel's cap and the clock of the boot processor. */
final class MemoryFiles {

  private static final String CAP = "/sys/kernel/nvpmodel_emc_cap/emc_iso_cap";
  private static final String CLOCK = "/sys/kernel/debug/bpmp/debug/clk/emc/";

  private final TwinBoard board;
  private final MonotonicClock clock;
  private final FileTable files;
  private boolean locked;

  MemoryFiles(TwinBoard board, MonotonicClock clock, FileTable files) {
    this.board = board;
    this.clock = clock;
    this.files = files;
  }

  void add() {
    files.add(CAP, TwinFile.number(() -> Answer.number(cap(), 0), 0, Long.MAX_VALUE, this::setCap));
    files.add(
        CLOCK + "rate",
        TwinFile.number(() -> Answer.number(rate(), 0), 0, Long.MAX_VALUE, this::setRate));
    files.line(CLOCK + "min_rate", Long.toString(ClockSteps.MEMORY.lowestHz()));
    files.line(CLOCK + "max_rate", Long.toString(ClockSteps.MEMORY.highestHz()));
    files.line(CLOCK + "state", "1");
    files.add(
        CLOCK + "mrq_rate_locked",
        TwinFile.number(
            () -> Answer.number(locked ? 1 : 0, 0), 0, 1, value -> locked = value == 1));
    files.add("/sys/kernel/debug/clk/emc/clk_rate", TwinFile.text(() -> Long.toString(rate())));
  }

  /** 0 is no cap. */
  private long cap() {
    long maxHz = board.controls().memory().maxHz();
    return maxHz >= ClockSteps.MEMORY.highestHz() ? 0 : maxHz;
  }

  private void setCap(long hz) {
    long maxHz = hz == 0 ? ClockSteps.MEMORY.highestHz() : hz;
    board.control(
        clock.monotonicNs(), controls -> controls.withMemory(controls.memory().withMaxHz(maxHz)));
  }

  /** Never above the cap; power follows the memory's clock only through its cap. */
  private void setRate(long hz) {
    ClockRange range = board.controls().memory();
    board.control(
        clock.monotonicNs(),
        controls -> controls.withMemory(range.withMinHz(Math.min(hz, range.maxHz()))));
  }

  private long rate() {
    return board.operatingPoint().memoryHz();
  }
}
