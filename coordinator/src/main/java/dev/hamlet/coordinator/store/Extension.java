package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.experiment.PlannedCell;
import java.util.List;

/**
 * A new file for an experiment, and what comes of it.
 *
 * @param experimentId the experiment
 * @param file the file; its revision follows from those before
 * @param seed seed of orders and gaps
 * @param inputSet SHA-256 of the bundle of the input set
 * @param onDevices names of the only devices that may measure it from now on, as in {@link
 *     ExperimentRecord}
 * @param variants what the file's variants are now
 * @param added cells that the experiment never had, in the order they were planned
 * @param revived ids of cells that an earlier file dropped and this one has again
 * @param dropped ids of cells that this file no longer has
 */
public record Extension(
    String experimentId,
    FileRevision file,
    long seed,
    String inputSet,
    String onDevices,
    List<VariantRecord> variants,
    List<PlannedCell> added,
    List<String> revived,
    List<String> dropped) {

  /** Why a cell without a verdict ends when it is dropped. */
  public static final String DROPPED = "dropped: the experiment's file no longer has this cell";
}
