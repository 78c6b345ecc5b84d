package dev.hamlet.agent.worker;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Models that a worker process has warmed up before.
 *
 * <p>A process that runs a model for the first time is slower for some thousand inferences, by 3 to
 * 9 % after the demo's 0.1 s: compilers and caches of the runtime come up. The first warm-up of a
 * model takes a second at least, so that its first trial is like the others.
 *
 * <p>Threads: one at a time.
 */
final class FirstRun {

  static final long LEAST_NS = 1_000_000_000L;

  private final Set<Path> warmed = new HashSet<>();
  private Path loaded = Path.of("");

  /** A model has been loaded from this folder. */
  void loaded(Path folder) {
    loaded = folder;
  }

  /** How long to warm up, for one that was asked to take that long at least. */
  long warmUpNs(long leastDurationNs) {
    return warmed.add(loaded) ? Math.max(leastDurationNs, LEAST_NS) : leastDurationNs;
  }
}
