package dev.hamlet.coordinator.commit;

import dev.hamlet.common.error.HamletException;

/** Makes what several calls write durable in one step. */
@FunctionalInterface
public interface GroupCommit {

  /**
   * Runs something; what it writes on this thread becomes durable together, before this returns. A
   * call within it that fails undoes itself alone. This thread reads what it has written so far;
   * other threads neither see nor disturb it, and may have to wait.
   *
   * <p>Not to be called within itself.
   *
   * @throws HamletException RESOURCE if it cannot be made durable: then nothing of it is stored,
   *     and whoever has acted on it must forget that
   */
  void together(Runnable calls);
}
