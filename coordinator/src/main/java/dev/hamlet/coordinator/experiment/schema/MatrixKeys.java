package dev.hamlet.coordinator.experiment.schema;

import java.util.List;
import java.util.Map;

/** Keys of what is varied. */
public final class MatrixKeys {

  /** A value of some axis: a text, number or truth value, or the chain of a variant. */
  public static final Kind<?> ANY_VALUE =
      Kinds.node(
          Map.of("type", List.of("string", "number", "boolean", "object")), "a value of the axis");

  private MatrixKeys() {}
}
