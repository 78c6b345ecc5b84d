package dev.hamlet.agent.device;

import dev.hamlet.common.experiment.Temperature;
import java.util.List;

/**
 * What a board shows at one moment; what cannot be read now is left out.
 *
 * @param clocks clocks of what is on
 * @param cooling what slows the board down when it is too warm; no fans
 * @param temperatures its zones
 * @param gpuLoadRatio how busy the GPU is, 0 to 1; NaN if it cannot be read
 */
public record BoardLook(
    List<ClockReading> clocks,
    List<CoolingReading> cooling,
    List<Temperature> temperatures,
    double gpuLoadRatio) {

  /** Copies the lists. */
  public BoardLook {
    clocks = List.copyOf(clocks);
    cooling = List.copyOf(cooling);
    temperatures = List.copyOf(temperatures);
  }

  /** A look at temperatures only. */
  public static BoardLook of(List<Temperature> temperatures) {
    return new BoardLook(List.of(), List.of(), temperatures, Double.NaN);
  }

  /** What a clock drives. */
  public enum ClockKind {
    /** CPUs. */
    CPU,
    /** The GPU. */
    GPU,
    /** The memory. */
    MEMORY
  }

  /**
   * A clock.
   *
   * @param kind what it drives
   * @param name its name, for instance {@code cpu0}
   * @param hz its frequency now, in Hz
   * @param pinnedHz the frequency it was pinned to, in Hz; 0 if it may go up and down
   */
  public record ClockReading(ClockKind kind, String name, long hz, long pinnedHz) {

    /** Measured clocks of a pinned board differ from the pin by parts of a percent. */
    private static final double TOLERANCE = 0.02;

    /** Whether it has left its pin. */
    public boolean isOff() {
      return pinnedHz > 0 && Math.abs(hz - pinnedHz) > TOLERANCE * pinnedHz;
    }
  }

  /**
   * A cooling device.
   *
   * @param name its type
   * @param state 0 while it does nothing
   */
  public record CoolingReading(String name, long state) {}
}
