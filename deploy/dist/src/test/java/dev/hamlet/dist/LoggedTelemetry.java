package dev.hamlet.dist;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.telemetry.SegmentTelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a coordinator logged, read from a copy of its log while it goes on. */
final class LoggedTelemetry implements AutoCloseable {

  private final TelemetryLog log;
  private final String bootId;

  LoggedTelemetry(Path coordinatorState, Path copy) throws IOException {
    copy(coordinatorState.resolve("telemetry"), copy);
    log = SegmentTelemetryLog.open(TelemetryLogConfig.in(copy));
    bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  /**
   * The batches of each life of a device's agent, in order: counters start again with a session.
   */
  List<List<SampleBatch>> sessions(String device) {
    List<List<SampleBatch>> sessions = new ArrayList<>();
    long takenBefore = Long.MAX_VALUE;
    for (SampleBatch batch : log.samples(device, bootId, new TimeInterval(0, Long.MAX_VALUE))) {
      if (batch.counters().taken() < takenBefore) {
        sessions.add(new ArrayList<>());
      }
      sessions.get(sessions.size() - 1).add(batch);
      takenBefore = batch.counters().taken();
    }
    return sessions;
  }

  Optional<TrialTrace> trace(String device, String cellId, int trial, long fencingToken) {
    return log.trace(device, cellId, trial, fencingToken);
  }

  @Override
  public void close() {
    log.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!path.getFileName().toString().endsWith(".lock")) {
          Files.copy(path, target);
        }
      }
    }
  }
}
