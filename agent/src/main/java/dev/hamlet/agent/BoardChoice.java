package dev.hamlet.agent;

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
   */
  record Twin(long seed, List<String> rails, Optional<Path> follows) implements BoardChoice {

    /** Copies the rails. */
    public Twin {
      rails = List.copyOf(rails);
    }

    /** A board with workers of its own. */
    public Twin(long seed, List<String> rails) {
      this(seed, rails, Optional.empty());
    }
  }

  /**
   * The machine that the agent runs on.
   *
   * @param root what stands for {@code /}
   * @param rails rails to read; empty for those of the default ones that it has
   */
  record Linux(Path root, List<String> rails) implements BoardChoice {

    /** Copies the rails. */
    public Linux {
      rails = List.copyOf(rails);
    }
  }
}
