package dev.hamlet.coordinator.store;

/**
 * A cell that an experiment has or had, in short, since there may be very many.
 *
 * @param cellId the cell
 * @param identity SHA-256 over all that makes it but its device, hexadecimal; may be empty
 * @param device where it is or was measured
 * @param dropped whether the experiment's present file no longer has it
 */
public record KnownCell(String cellId, String identity, String device, boolean dropped) {}
