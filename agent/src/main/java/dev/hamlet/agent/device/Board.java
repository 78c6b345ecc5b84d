package dev.hamlet.agent.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.experiment.Temperature;
import java.util.List;

/**
 * The board as far as a trial must know and steer it.
 *
 * <p>Threads: any; calls may block for the time of a few small file reads.
 */
public interface Board {

  /** From here on a zone is too hot that does not say when it is. */
  double TOO_HOT_C = 90;

  /** Kind of board, for instance {@code tx2}. */
  String kind();

  /** True if no hardware stands behind it. */
  boolean simulated();

  /**
   * CPU clock in Hz that a simulated board pretends to have; 0 on a real board, and where
   * inferences take the time that this host takes.
   */
  default long simulatedClockHz() {
    return 0;
  }

  /** Temperature of every zone that can be read now; a zone that cannot is left out. */
  List<Temperature> temperatures();

  /** Power modes that {@link #setPowerMode} takes; at least one. */
  List<String> powerModes();

  /** The power mode in force, read back from the board. */
  String powerMode();

  /**
   * Sets the power mode; the caller proves it with {@link #powerMode}.
   *
   * @throws HamletException if the board has no such mode or refuses
   */
  void setPowerMode(String mode);

  /**
   * Puts the board into a power mode for as long as work needs it, and proves that it is there.
   *
   * @return closing it gives back what was changed
   * @throws HamletException PRECONDITION if the board is not as it should be; then nothing stays
   *     changed
   */
  default BoardSetting prepare(String mode) {
    setPowerMode(mode);
    String inForce = powerMode();
    if (!inForce.equals(mode)) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "the board was set to power mode " + mode + " but says " + inForce);
    }
    return () -> {};
  }

  /** Ready to look at the board during a trial; its clocks are to be pinned by now. */
  default BoardMonitor monitor() {
    return () -> BoardLook.of(temperatures());
  }

  /** Temperature in degrees Celsius from which on a zone is too hot to go on. */
  default double tooHotC(String zone) {
    return TOO_HOT_C;
  }

  /** The CPUs that are on in each power mode; empty where kinds of cores are not known. */
  default List<PowerModeCores> cores() {
    return List.of();
  }
}
