package dev.hamlet.agent;

import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.profile.BoardProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which board an agent speaks for. */
public sealed interface BoardChoice {

  /**
   * A simulated board.
   *
   * @param seed what makes it differ from others
   * @param rails rails to read
   * @param follows activity ring of another twin, whose work this one shows too; empty for a board
   *     with workers of its own
   * @param profile what the operator knows better of it
   * @param faults file that says what goes wrong with it; empty for nothing
   */
  record Twin(
      long seed,
      List<String> rails,
      Optional<Path> follows,
      Optional<BoardProfile> profile,
      Optional<Path> faults)
      implements BoardChoice {

    /** Copies the rails. */
    public Twin {
      rails = List.copyOf(rails);
    }

    /** A board with workers of its own. */
    public Twin(long seed, List<String> rails) {
      this(seed, rails, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * The machine that the agent runs on.
   *
   * @param root what stands for {@code /}
   * @param sensor what reads its power
   * @param helper socket of the helper that does what only root may; empty without one
   */
  record Linux(Path root, SensorChoice sensor, Optional<Path> helper) implements BoardChoice {

    /** A machine without a helper: the agent changes what it may itself. */
    public Linux(Path root, SensorChoice sensor) {
      this(root, sensor, Optional.empty());
    }
  }
}
