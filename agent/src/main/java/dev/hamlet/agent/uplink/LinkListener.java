package dev.hamlet.agent.uplink;

import dev.hamlet.common.error.HamletException;

/** What the rest of the agent hears of the link. Called on the link's thread; must not block. */
public interface LinkListener {

  /** The coordinator took the agent in, for the first time or again. */
  void connected(String coordinatorVersion);

  /** The coordinator will not have this agent: it ends. */
  void refused(HamletException refusal);
}
