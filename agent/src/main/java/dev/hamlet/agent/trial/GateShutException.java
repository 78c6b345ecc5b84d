package dev.hamlet.agent.trial;

import dev.hamlet.common.config.DurationText;
import java.time.Duration;

/** The gate stayed shut for longer than the protocol allows: a person should look at the board. */
final class GateShutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  GateShutException(Duration timeout, String obstacle) {
    super("the gate stayed shut for %s: %s".formatted(DurationText.words(timeout), obstacle));
  }
}
