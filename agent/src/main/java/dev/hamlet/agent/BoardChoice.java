package dev.hamlet.agent;

import java.nio.file.Path;
import java.util.List;

/** Which board an agent speaks for. */
public sealed interface BoardChoice {

  /**
   * A simulated board.
   *
   * @param seed what makes it differ from others
   * @param rails rails to read
   */
  record Twin(long seed, List<String> rails) implements BoardChoice {

    /** Copies the rails. */
    public Twin {
      rails = List.copyOf(rails);
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
