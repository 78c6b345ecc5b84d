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
   */
  record Linux(Path root) implements BoardChoice {}
}
