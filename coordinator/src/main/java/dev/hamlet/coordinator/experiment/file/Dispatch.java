package dev.hamlet.coordinator.experiment.file;

import java.util.OptionalInt;

/**
 * How an experiment stands among others.
 *
 * @param priority greater ones get devices first; equal ones in the order of submit
 * @param maxParallel most devices that work for it at a time; empty for all of them
 */
public record Dispatch(int priority, OptionalInt maxParallel) {

  /** First come, first served, on every device. */
  public static final Dispatch DEFAULT = new Dispatch(0, OptionalInt.empty());
}
