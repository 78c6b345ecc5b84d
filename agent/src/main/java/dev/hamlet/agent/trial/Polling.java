package dev.hamlet.agent.trial;

/** Does something again and again, beside the thread that asks for it. */
@FunctionalInterface
public interface Polling {

  /**
   * Begins at once.
   *
   * @param periodNs time from one start to the next, in ns
   * @param look what to do; it never fails
   * @return closing it ends the looking; a look that is under way may still end after that
   */
  Poll every(long periodNs, Runnable look);

  /** A looking that goes on. */
  interface Poll extends AutoCloseable {

    @Override
    void close();
  }
}
