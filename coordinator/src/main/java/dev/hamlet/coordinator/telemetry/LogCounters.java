package dev.hamlet.coordinator.telemetry;

import dev.hamlet.coordinator.telemetry.segment.SegmentScanner;

/** Counts for {@link TelemetryLogFigures}. Safe for threads: every method takes its own lock. */
final class LogCounters {

  private long appended;
  private long duplicates;
  private long syncs;
  private long failures;
  private long expiredSegments;
  private long expiredBytes;
  private long tornBytes;
  private long damagedFrames;
  private long bytes;

  synchronized void found(SegmentScanner.Findings findings) {
    tornBytes += findings.tornBytes();
    damagedFrames += findings.damagedFrames();
  }

  synchronized void appended(int fresh, int duplicate) {
    appended += fresh;
    duplicates += duplicate;
  }

  synchronized void synced(long nowBytes) {
    syncs++;
    bytes = nowBytes;
  }

  synchronized void failed() {
    failures++;
  }

  synchronized void expired(long freedBytes, long nowBytes) {
    expiredSegments++;
    expiredBytes += freedBytes;
    bytes = nowBytes;
  }

  synchronized void bytes(long nowBytes) {
    bytes = nowBytes;
  }

  synchronized TelemetryLogFigures figures() {
    return new TelemetryLogFigures(
        appended,
        duplicates,
        syncs,
        failures,
        expiredSegments,
        expiredBytes,
        tornBytes,
        damagedFrames,
        bytes);
  }
}
