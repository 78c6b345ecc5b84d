package dev.hamlet.coordinator;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.coordinator.recovery.RecoveryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a coordinator is set up.
 *
 * @param dataFolder holds the store, the telemetry log and the artifacts; made if missing
 * @param version version of this program, for peers and documents
 * @param listening where it listens
 * @param recovery which commands bring lost devices back
 * @param maxDevices most agents that may be connected at once
 * @param metricsRetention how long metrics show an experiment after its end, 1 s to 30 days
 */
public record CoordinatorConfig(
    Path dataFolder,
    String version,
    Listening listening,
    RecoveryConfig recovery,
    int maxDevices,
    Duration metricsRetention) {

  /** Agents at once, unless more are allowed. */
  public static final int DEFAULT_MAX_DEVICES = 5_000;

  /** So long metrics show an experiment after its end, unless told otherwise. */
  public static final Duration DEFAULT_METRICS_RETENTION = Duration.ofHours(24);

  private static final int MOST_DEVICES = 100_000;
  private static final Duration LONGEST_RETENTION = Duration.ofDays(30);

  /** Refuses a configuration that cannot work, with every problem of it. */
  public CoordinatorConfig {
    List<Problem> problems = new ArrayList<>(listening.problems());
    if (maxDevices < 1 || maxDevices > MOST_DEVICES) {
      problems.add(
          new Problem("--max-devices", "must be 1 to " + MOST_DEVICES + ", not " + maxDevices));
    }
    if (metricsRetention.toSeconds() < 1 || metricsRetention.compareTo(LONGEST_RETENTION) > 0) {
      problems.add(
          new Problem("--metrics-retention", "must be 1s to 30d, not " + metricsRetention));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /** Defaults over a data folder. */
  public static CoordinatorConfig in(Path dataFolder, String version) {
    return new CoordinatorConfig(
        dataFolder,
        version,
        Listening.DEFAULT,
        RecoveryConfig.NONE,
        DEFAULT_MAX_DEVICES,
        DEFAULT_METRICS_RETENTION);
  }

  /** The same elsewhere. */
  public CoordinatorConfig with(Listening where) {
    return new CoordinatorConfig(
        dataFolder, version, where, recovery, maxDevices, metricsRetention);
  }

  /** The same on other ports. */
  public CoordinatorConfig withPorts(int grpcPort, int httpPort) {
    return with(listening.on(grpcPort, httpPort));
  }

  /** The same with another time that metrics show an ended experiment. */
  public CoordinatorConfig withMetricsRetention(Duration retention) {
    return new CoordinatorConfig(dataFolder, version, listening, recovery, maxDevices, retention);
  }
}
