package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.twin.board.ActivitySource;
import dev.hamlet.twin.board.BoardOptions;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.power.BoardRail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A live simulated board: its power follows what the workers of this device publish in the activity
 * ring.
 *
 * @param sensor its rails, sampled by one thread; each read moves the board on
 * @param board its temperatures and power mode, for any thread
 */
public record TwinDevice(Sensor sensor, Board board) {

  /** The rails that are read unless others are asked for. */
  public static final List<String> DEFAULT_RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  /** Two seconds of inferences that last 0.5 ms: longer than the sampler may stall. */
  private static final int RING_CAPACITY = 8_192;

  /**
   * Makes a board that is idle now, and its ring.
   *
   * @param ringFile where the ring is made; workers get this path
   * @param seed what makes this board differ from others
   * @param rails names of the rails to read
   * @throws InvalidInputException if the board has no such rail or one is named twice
   */
  public static TwinDevice create(
      Path ringFile, long seed, List<String> rails, MonotonicClock clock) {
    return create(ringFile, seed, rails, Optional.empty(), clock);
  }

  /**
   * The same board, with which something goes wrong.
   *
   * @param faultFile says what, see {@link TwinFaultFile}; empty for nothing
   * @throws InvalidInputException if it cannot be read, too
   */
  public static TwinDevice create(
      Path ringFile,
      long seed,
      List<String> rails,
      Optional<Path> faultFile,
      MonotonicClock clock) {
    List<Fault> faults = faultFile.map(TwinFaultFile::read).orElse(List.of());
    TwinSettings settings =
        TwinSettings.live(seed, rails(rails)).with(BoardOptions.DEFAULT.with(faults));
    ActivityRing ring = ActivityRing.create(ringFile, RING_CAPACITY);
    return of(settings, ActivitySource.live(ring), clock);
  }

  /**
   * A simulated meter: a board of its own that does what another one does, for it reads that one's
   * ring beside it. With the same seed it is the same board, but it knows of nothing else that
   * happens to the other: power mode, temperature before, its sensor's settings.
   *
   * @param ringFile ring of the board that is followed; it must be there
   * @throws dev.hamlet.common.error.HamletException if it is not
   */
  public static TwinDevice follow(
      Path ringFile, long seed, List<String> rails, MonotonicClock clock) {
    TwinSettings settings = TwinSettings.live(seed, rails(rails));
    return of(settings, ActivitySource.live(ActivityRing.open(ringFile)), clock);
  }

  /** A board with any settings and activity. */
  public static TwinDevice of(
      TwinSettings settings, ActivitySource activity, MonotonicClock clock) {
    return of(new TwinBoard(settings, activity, clock.monotonicNs()), clock);
  }

  /** What an agent sees of a board that others turn the knobs of too. */
  public static TwinDevice of(TwinBoard board, MonotonicClock clock) {
    TwinSettings settings = board.settings();
    return new TwinDevice(
        new TwinSensor(settings, board, clock), new TwinBoardView(settings, board, clock));
  }

  static List<BoardRail> rails(List<String> names) {
    List<BoardRail> rails = new ArrayList<>();
    for (String name : names) {
      BoardRail rail =
          Arrays.stream(BoardRail.values())
              .filter(known -> known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name));
      if (rails.contains(rail)) {
        throw new InvalidInputException("rails", "rail " + name + " is named twice");
      }
      rails.add(rail);
    }
    return rails;
  }

  private static InvalidInputException unknown(String name) {
    return new InvalidInputException(
        "rails", "the twin has no rail " + name + ", only " + Arrays.toString(BoardRail.values()));
  }
}
