package dev.hamlet.coordinator.store;

/**
 * How a cell came by its figures, and whether the experiment still asks for them.
 *
 * @param reusedFrom the experiment whose trials stand for the cell's; empty if it is measured
 *     itself
 * @param reusedCell the cell of that experiment; empty if it is measured itself
 * @param dropped whether the experiment's present file no longer has the cell
 */
public record CellOrigin(String reusedFrom, String reusedCell, boolean dropped) {

  /** Measured itself, and asked for. */
  public static final CellOrigin OWN = new CellOrigin("", "", false);

  /** Whether its trials are another cell's. */
  public boolean isReused() {
    return !reusedCell.isEmpty();
  }
}
