package dev.hamlet.twin.sysfs;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import java.util.List;
import java.util.Optional;

/**
 * A simulated board as the files that its kernel shows.
 *
 * <p>Paths are those of a board, absolute: {@code
 * /sys/bus/i2c/drivers/ina3221x/0-0041/iio:device1/in_power0_input}, {@code /proc/device-tree/...},
 * {@code /etc/nvpmodel.conf}. What is there:
 *
 * <ul>
 *   <li>the monitors of the rails in the board's settings; a channel without such a rail is not
 *       connected: under L4T it is called {@code NC} and every read fails with EIO, mainline shows
 *       no label and ENODATA. A chip without any such rail is absent
 *   <li>their nodes of the device tree, as {@code /proc/device-tree} and {@code of_node}
 *   <li>thermal zones, cooling devices, CPUs with cpufreq, the GPU's devfreq and load, the memory's
 *       clock and cap, the fan, nvpmodel's configuration
 * </ul>
 *
 * <p>Time: a call moves the board on to the clock's now, less the board's lag. A read of a monitor
 * takes bus time, in which the board goes on by itself; {@link Answer#costNs} says how much. In
 * virtual time the caller moves the clock on by that; in real time it lets the time pass. Whoever
 * does neither reads a board that is ahead of the clock.
 *
 * <p>Threads: any, one at a time; what else reads the same board must be on the same thread, or the
 * tree be one {@link #beside}.
 */
public final class TwinTree {

  private final TwinBoard board;
  private final TreeLayout layout;
  private final MonotonicClock clock;
  private final boolean alone;
  private final FileTable files = new FileTable();

  /** The files of a board that nobody else reads. */
  public TwinTree(TwinBoard board, TreeLayout layout, MonotonicClock clock) {
    this(board, layout, clock, true);
  }

  private TwinTree(TwinBoard board, TreeLayout layout, MonotonicClock clock, boolean alone) {
    this.board = board;
    this.layout = layout;
    this.clock = clock;
    this.alone = alone;
    if (alone) {
      catchUp();
      addMonitors();
    }
    new ThermalFiles(board, files).add();
    new CpuFiles(board, clock, files).add();
    new GpuFiles(board, clock, files).add();
    new MemoryFiles(board, clock, files).add();
    new FanFiles(board, clock, files).add();
    new NvpmodelFiles(board, files).add();
    new SystemFiles(board, files).add();
  }

  /**
   * The files of a board whose monitors another thread samples: all but the monitors, and the board
   * goes on only as that thread reads it. For any thread beside it.
   */
  public static TwinTree beside(TwinBoard board, TreeLayout layout, MonotonicClock clock) {
    return new TwinTree(board, layout, clock, false);
  }

  /** What a read of the whole file answers now. */
  public synchronized Answer read(String path) {
    catchUp();
    return files
        .file(path)
        .map(file -> file.reader().get())
        .orElseGet(() -> Answer.failed(children(path).isEmpty() ? Errno.ENOENT : Errno.EISDIR, 0));
  }

  /** Writes a text, with or without a newline at its end, now; an error if that fails. */
  public synchronized Optional<Errno> write(String path, String text) {
    catchUp();
    Optional<TwinFile> file = files.file(path);
    if (file.isEmpty()) {
      return Optional.of(children(path).isEmpty() ? Errno.ENOENT : Errno.EISDIR);
    }
    return layout.root()
        ? file.get().writer().write(text.stripTrailing())
        : Optional.of(Errno.EACCES);
  }

  /** Names of files and folders below a folder, sorted; empty if it is none. */
  public synchronized List<String> children(String folder) {
    return files.children(folder);
  }

  private void catchUp() {
    if (alone) {
      board.evaluate(clock.monotonicNs());
    }
  }

  private void addMonitors() {
    switch (layout.kernel()) {
      case L4T -> new IioFiles(board, layout, files).add();
      case MAINLINE -> new HwmonFiles(board, layout, files).add();
    }
  }
}
