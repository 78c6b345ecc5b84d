package dev.hamlet.agent.worker;

import dev.hamlet.agent.worker.FakeWorkerMain.Misdeed;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts {@link FakeWorkerMain} as real child processes. */
final class FakeWorkers {

  private FakeWorkers() {}

  static ProcessWorkers of(Misdeed misdeed, Path runFolder) {
    return of(misdeed, runFolder, Duration.ofSeconds(30));
  }

  static ProcessWorkers of(Misdeed misdeed, Path runFolder, Duration limit) {
    return ProcessWorkers.open(settings(misdeed, runFolder, limit), new SystemClock());
  }

  /** A worker that may take its time, except for its inferences. */
  static ProcessWorkers inferring(Misdeed misdeed, Path runFolder, Duration limit) {
    Duration patient = Duration.ofSeconds(30);
    WorkerLimits limits =
        new WorkerLimits(patient, patient, limit, patient, Duration.ofMillis(300));
    return ProcessWorkers.open(settings(misdeed, runFolder, limits), new SystemClock());
  }

  static WorkerSettings settings(Misdeed misdeed, Path runFolder, Duration limit) {
    return settings(
        misdeed, runFolder, new WorkerLimits(limit, limit, limit, limit, Duration.ofMillis(300)));
  }

  private static WorkerSettings settings(Misdeed misdeed, Path runFolder, WorkerLimits limits) {
    return new WorkerSettings(
        Map.of("fake", command(misdeed)),
        List.of(),
        CpuShares.NONE,
        runFolder,
        Optional.empty(),
        Optional.empty(),
        limits);
  }

  static List<String> command(Misdeed misdeed) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        FakeWorkerMain.class.getName(),
        misdeed.name());
  }
}
