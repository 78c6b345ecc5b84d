package dev.hamlet.coordinator.experiment.file;

import java.util.OptionalInt;

/**
 * How an experiment stands among others.
 *
 * @param priority greater ones get devices first; equal ones in the order of submit
 * @param maxParallel most devices that work for it at a time; empty for all of them
 * @param reuse whether trials of equal cells of earlier experiments stand for its own
 */
public record Dispatch(int priority, OptionalInt maxParallel, boolean reuse) {

  /** One that measures everything itself. */
  public Dispatch(int priority, OptionalInt maxParallel) {
    this(priority, maxParallel, false);
  }

  /** First come, first served, on every device. */
  public static final Dispatch DEFAULT = new Dispatch(0, OptionalInt.empty());
}
