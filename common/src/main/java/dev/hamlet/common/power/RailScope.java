package dev.hamlet.common.power;

/**
 * Where a rail stands in the tree of rails: supplies contain components, so the two are never added
 * up.
 */
public enum RailScope {
  /** An input of the module or of the carrier board. Supplies stand side by side. */
  SUPPLY,
  /** A rail below a supply. */
  COMPONENT
}
