package dev.hamlet.coordinator.store;

/**
 * A cell that is begun anew.
 *
 * @param cellId the cell
 * @param device where it is measured from now on
 * @param start which of its trials count
 */
public record CellRestart(String cellId, String device, FreshStart start) {}
