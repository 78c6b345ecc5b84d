package dev.hamlet.agent.simulation.link;

/** What a link is like at a moment. */
enum LinkState {
  /** Messages pass, perhaps slowly. */
  OPEN,
  /** Nothing passes in either direction, and nobody is told. */
  SILENT,
  /** Calls have failed, and new ones do at once. */
  CUT
}
