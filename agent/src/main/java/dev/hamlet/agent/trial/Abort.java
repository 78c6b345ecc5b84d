package dev.hamlet.agent.trial;

/** Says whether the work in hand is no longer wanted. Asked often, from the thread that works. */
@FunctionalInterface
public interface Abort {

  /** True from the moment on that the work is no longer wanted. */
  boolean asked();

  /** Throws {@link AbortedException} if it is asked for. */
  default void check() {
    if (asked()) {
      throw new AbortedException();
    }
  }
}
