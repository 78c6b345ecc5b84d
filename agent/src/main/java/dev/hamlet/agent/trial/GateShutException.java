package dev.hamlet.agent.trial;

/** The gate stayed shut for longer than the protocol allows: a person should look at the board. */
final class GateShutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  GateShutException(long timeoutMs, String obstacle) {
    super("the gate stayed shut for %d ms: %s".formatted(timeoutMs, obstacle));
  }
}
