package dev.hamlet.coordinator.api;

import java.util.List;

/**
 * What a new file does to an experiment.
 *
 * @param kept cells that stay
 * @param added cells that are new, or were dropped before
 * @param dropped cells that are no longer asked for
 * @param reused new cells that trials of other experiments stand for
 * @param someAdded some of the new cells, in words
 * @param someDropped some of the dropped cells, in words
 * @param warnings what a person should know
 */
record Extended(
    int kept,
    int added,
    int dropped,
    int reused,
    List<String> someAdded,
    List<String> someDropped,
    List<String> warnings) {

  Extended {
    someAdded = List.copyOf(someAdded);
    someDropped = List.copyOf(someDropped);
    warnings = List.copyOf(warnings);
  }
}
