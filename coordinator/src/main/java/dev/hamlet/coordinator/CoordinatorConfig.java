package dev.hamlet.coordinator;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.coordinator.recovery.RecoveryConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a coordinator is set up.
 *
 * @param bindAddress address that gRPC listens on; loopback unless there is TLS or {@code insecure}
 * @param grpcPort port for agents and tools; 0 for any free one
 * @param httpPort port for metrics and health; 0 for any free one
 * @param dataFolder holds the store, the telemetry log and the artifacts; made if missing
 * @param insecure whether plaintext is allowed beyond loopback
 * @param version version of this program, for peers and documents
 * @param httpBindAddress address that HTTP listens on, always in plaintext; loopback unless {@code
 *     insecure}
 * @param tls the files that encrypt gRPC; none for plaintext
 * @param recovery which commands bring lost devices back
 * @param maxDevices most agents that may be connected at once
 * @param metricsRetention how long metrics show an experiment after its end, 1 s to 30 days
 */
public record CoordinatorConfig(
    String bindAddress,
    int grpcPort,
    int httpPort,
    Path dataFolder,
    boolean insecure,
    String version,
    String httpBindAddress,
    TlsFiles tls,
    RecoveryConfig recovery,
    int maxDevices,
    Duration metricsRetention) {

  /** Loopback. */
  public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";

  /** Port for agents and tools. */
  public static final int DEFAULT_GRPC_PORT = 7400;

  /** Port for metrics and health. */
  public static final int DEFAULT_HTTP_PORT = 7480;

  /** Agents at once, unless more are allowed. */
  public static final int DEFAULT_MAX_DEVICES = 5_000;

  /** So long metrics show an experiment after its end, unless told otherwise. */
  public static final Duration DEFAULT_METRICS_RETENTION = Duration.ofHours(24);

  private static final int MOST_DEVICES = 100_000;
  private static final Duration LONGEST_RETENTION = Duration.ofDays(30);

  /** Refuses a configuration that cannot work, with every problem of it. */
  public CoordinatorConfig {
    List<Problem> problems = new ArrayList<>();
    port(problems, "--grpc-port", grpcPort);
    port(problems, "--http-port", httpPort);
    if (grpcPort != 0 && grpcPort == httpPort) {
      problems.add(new Problem("--http-port", "must differ from the gRPC port " + grpcPort));
    }
    if (maxDevices < 1 || maxDevices > MOST_DEVICES) {
      problems.add(
          new Problem("--max-devices", "must be 1 to " + MOST_DEVICES + ", not " + maxDevices));
    }
    if (metricsRetention.toSeconds() < 1 || metricsRetention.compareTo(LONGEST_RETENTION) > 0) {
      problems.add(
          new Problem("--metrics-retention", "must be 1s to 30d, not " + metricsRetention));
    }
    problems.addAll(tls.problemsOfServer());
    address(problems, "--bind", bindAddress, insecure || !tls.isEmpty());
    address(problems, "--http-bind", httpBindAddress, insecure);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /** In plaintext, with HTTP on the same address. */
  public CoordinatorConfig(
      String bindAddress,
      int grpcPort,
      int httpPort,
      Path dataFolder,
      boolean insecure,
      String version) {
    this(
        bindAddress, grpcPort, httpPort, dataFolder, insecure, version, bindAddress, TlsFiles.NONE);
  }

  /** No device has a recover command. */
  public CoordinatorConfig(
      String bindAddress,
      int grpcPort,
      int httpPort,
      Path dataFolder,
      boolean insecure,
      String version,
      String httpBindAddress,
      TlsFiles tls) {
    this(
        bindAddress,
        grpcPort,
        httpPort,
        dataFolder,
        insecure,
        version,
        httpBindAddress,
        tls,
        RecoveryConfig.NONE,
        DEFAULT_MAX_DEVICES,
        DEFAULT_METRICS_RETENTION);
  }

  /** The same with commands that bring lost devices back. */
  public CoordinatorConfig withRecovery(RecoveryConfig commands) {
    return new CoordinatorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        dataFolder,
        insecure,
        version,
        httpBindAddress,
        tls,
        commands,
        maxDevices,
        metricsRetention);
  }

  /** The same with another limit of agents at once. */
  public CoordinatorConfig withMaxDevices(int devices) {
    return new CoordinatorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        dataFolder,
        insecure,
        version,
        httpBindAddress,
        tls,
        recovery,
        devices,
        metricsRetention);
  }

  /** The same with another time for which metrics show an experiment after its end. */
  public CoordinatorConfig withMetricsRetention(Duration retention) {
    return new CoordinatorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        dataFolder,
        insecure,
        version,
        httpBindAddress,
        tls,
        recovery,
        maxDevices,
        retention);
  }

  /** Defaults over a data folder. */
  public static CoordinatorConfig in(Path dataFolder, String version) {
    return new CoordinatorConfig(
        DEFAULT_BIND_ADDRESS, DEFAULT_GRPC_PORT, DEFAULT_HTTP_PORT, dataFolder, false, version);
  }

  /** The same on other ports. */
  public CoordinatorConfig withPorts(int newGrpcPort, int newHttpPort) {
    return new CoordinatorConfig(
        bindAddress,
        newGrpcPort,
        newHttpPort,
        dataFolder,
        insecure,
        version,
        httpBindAddress,
        tls,
        recovery,
        maxDevices,
        metricsRetention);
  }

  private static void port(List<Problem> problems, String key, int port) {
    if (port < 0 || port > 65_535) {
      problems.add(new Problem(key, "must be 0 to 65535, not " + port));
    }
  }

  private static void address(
      List<Problem> problems, String option, String address, boolean allowed) {
    try {
      if (!allowed && !InetAddress.getByName(address).isLoopbackAddress()) {
        problems.add(
            new Problem(
                option,
                address
                    + " is not loopback, and plaintext is for this machine only: "
                    + mendOf(option)
                    + "accept plaintext with --insecure"));
      }
    } catch (UnknownHostException e) {
      problems.add(new Problem(option, address + " is no address of this machine"));
    }
  }

  private static String mendOf(String option) {
    return option.equals("--bind")
        ? "give --tls-cert and --tls-key, bind to " + DEFAULT_BIND_ADDRESS + ", or "
        : "put a proxy with TLS before " + DEFAULT_BIND_ADDRESS + ", or ";
  }

  /** Whether anybody on the network can read and change what is said. */
  public boolean exposed() {
    try {
      return tls.isEmpty() && !InetAddress.getByName(bindAddress).isLoopbackAddress();
    } catch (UnknownHostException ignored) {
      return false; // then it could not be listened on either
    }
  }
}
