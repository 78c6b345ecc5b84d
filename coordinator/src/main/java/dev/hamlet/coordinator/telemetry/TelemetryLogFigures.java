package dev.hamlet.coordinator.telemetry;

/**
 * What the log did since it was opened.
 *
 * <p>Identity: records offered in appends that returned {@code = appended + duplicates}.
 *
 * @param appended records made durable
 * @param duplicates records that were there already
 * @param syncs group commits
 * @param failures appends that the disk refused; their records count nowhere else
 * @param expiredSegments segments deleted to keep the disk budget
 * @param expiredBytes their bytes
 * @param tornBytes bytes of torn tails cut off at open
 * @param damagedFrames frames with a wrong checksum, passed over at open
 * @param bytes bytes that all segments hold now
 */
public record TelemetryLogFigures(
    long appended,
    long duplicates,
    long syncs,
    long failures,
    long expiredSegments,
    long expiredBytes,
    long tornBytes,
    long damagedFrames,
    long bytes) {}
