package dev.hamlet.benchmarks.accuracy;

/** Seeds that have nothing in common although their numbers do. */
final class Seeds {

  private Seeds() {}

  /** The finalizer of SplitMix64 over a seed and a number. */
  static long mix(long seed, long number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + number;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
