package dev.hamlet.agent.sampling;

/**
 * Something that is done again and again at deadlines of its own choice.
 *
 * <p>Threads: one thread calls both methods.
 */
public interface DutyCycle {

  /** When the next step is due, device monotonic ns. */
  long nextDeadlineNs();

  /** Does one step, called at or after the deadline, and moves the deadline on. */
  void step();
}
