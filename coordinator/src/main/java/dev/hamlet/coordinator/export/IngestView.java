package dev.hamlet.coordinator.export;

/**
 * What ingest did for a device since the coordinator started.
 *
 * @param device name
 * @param samples power samples accepted
 * @param batches batches accepted
 * @param bytes bytes of accepted batches
 * @param duplicates batches that the log had already
 * @param gaps holes in the sequence
 * @param lagSeconds age of the newest sample when it arrived; NaN if not known
 */
public record IngestView(
    String device,
    long samples,
    long batches,
    long bytes,
    long duplicates,
    long gaps,
    double lagSeconds) {}
