package dev.hamlet.agent.uplink;

import dev.hamlet.common.error.HamletException;
import io.grpc.Status;

/** What the rest of the agent hears of the link. Called on the link's thread; must not block. */
public interface LinkListener {

  /** The coordinator took the agent in, for the first time or again. */
  void connected(String coordinatorVersion);

  /** The coordinator is gone; {@link #connected} follows if it comes back. */
  default void disconnected() {}

  /** Why there is no link, in words for the log. */
  default String explain(Status status) {
    return status.toString();
  }

  /** The coordinator will not have this agent: it ends. */
  void refused(HamletException refusal);
}
