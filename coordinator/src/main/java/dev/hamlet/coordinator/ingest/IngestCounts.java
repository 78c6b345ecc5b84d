package dev.hamlet.coordinator.ingest;

/**
 * What one device's streams brought since the coordinator started.
 *
 * @param device name
 * @param received batches that arrived
 * @param accepted batches made durable
 * @param duplicates batches that were there already
 * @param rejected batches refused
 * @param gapSequences sequences that the agent no longer had
 * @param samples power samples in accepted batches
 * @param bytes bytes of accepted batches
 * @param commitSeconds time from arrival to durability of the last accepted batch; NaN before it
 */
public record IngestCounts(
    String device,
    long received,
    long accepted,
    long duplicates,
    long rejected,
    long gapSequences,
    long samples,
    long bytes,
    double commitSeconds) {}
