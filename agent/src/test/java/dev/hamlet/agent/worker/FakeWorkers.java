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

  static WorkerSettings settings(Misdeed misdeed, Path runFolder, Duration limit) {
    return new WorkerSettings(
        Map.of("fake", command(misdeed)),
        List.of(),
        CpuShares.NONE,
        runFolder,
        Optional.empty(),
        Optional.empty(),
        new WorkerLimits(limit, limit, limit, limit, Duration.ofMillis(300)));
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
