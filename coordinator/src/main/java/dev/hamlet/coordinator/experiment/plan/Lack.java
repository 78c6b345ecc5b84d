package dev.hamlet.coordinator.experiment.plan;

/**
 * Why a device cannot run some cells.
 *
 * @param kind what it lacks
 * @param what the value that asks for it, for instance {@code power mode MAXX}
 * @param sentence what the device has instead, to go after its name
 * @param mend how to change the file
 */
record Lack(Kind kind, String what, String sentence, String mend) {

  /** In the order in which they are told. */
  enum Kind {
    RAIL,
    RUNTIME,
    POWER_MODE,
    THREADS,
    CORES
  }

  /** The same, with how many cells are concerned. */
  String of(int cells) {
    return "%s, so it cannot run %d cells: %s".formatted(sentence, cells, mend);
  }
}
