package dev.hamlet.common.cpu;

import java.util.List;

/**
 * How Hamlet and its workers share the CPUs of a host: Hamlet's own threads keep to the first one,
 * a worker gets the others if they are enough for its threads, and all of them if not. Without it
 * the sampling loop and the links interrupt inferences at random, which no trial repeats.
 *
 * @param all CPUs that may be used at all, by number
 */
public record CpuShares(List<Integer> all) {

  /** No CPU is kept apart. */
  public static final CpuShares NONE = new CpuShares(List.of());

  /** Copies the list. */
  public CpuShares {
    all = List.copyOf(all);
  }

  /** Whether there is anything to share out. */
  public boolean divided() {
    return all.size() > 1;
  }

  /** CPUs of everything but workers; all of them where nothing is shared out. */
  public List<Integer> own() {
    return divided() ? all.subList(0, 1) : all;
  }

  /** CPUs of a worker with so many threads. */
  public List<Integer> worker(int threads) {
    return divided() && threads < all.size() ? all.subList(1, all.size()) : all;
  }
}
