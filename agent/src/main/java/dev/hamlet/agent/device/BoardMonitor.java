package dev.hamlet.agent.device;

/**
 * Looks at a board again and again. Made for one trial: what is pinned is found out when it is
 * made.
 *
 * <p>Threads: one at a time. A look reads a handful of small files.
 */
@FunctionalInterface
public interface BoardMonitor {

  /** Looks once. */
  BoardLook look();
}
