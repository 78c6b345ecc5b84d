package dev.hamlet.cli.command;

import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.ParentWatch;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.Listening;
import dev.hamlet.coordinator.recovery.RecoveryConfig;
import dev.hamlet.coordinator.recovery.RecoveryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet coordinator}. */
@Command(
    name = "coordinator",
    description = {
      "Runs the coordinator until SIGTERM or Ctrl-C.",
      "Prints `coordinator ready grpc=HOST:PORT http=HOST:PORT` when it takes calls."
    })
public final class CoordinatorCommand implements Callable<Integer> {

  private static final String EXPOSED =
      "WARNING: --insecure: gRPC is neither encrypted nor authenticated. Everyone on the network can"
          + " read and change results and run models on the boards. See docs/security.md.";

  private final CommandContext context;

  @Mixin private ServiceOptions service;
  @Mixin private PortOptions ports;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:HAMLET_BIND:-" + Listening.DEFAULT_BIND_ADDRESS + "}",
      description = "Address to listen on (also HAMLET_BIND).")
  private String bindAddress;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:HAMLET_STATE:-hamlet-state}",
      description = "Folder for experiments, results, telemetry and artifacts (also HAMLET_STATE).")
  private Path state;

  @Option(
      names = "--http-bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:HAMLET_HTTP_BIND}",
      description = {
        "Address for metrics and health, which are never encrypted (also HAMLET_HTTP_BIND). Without",
        "it: loopback, and with --insecure the address of --bind."
      })
  private @Nullable String httpBindAddress;

  @Option(
      names = "--recover",
      paramLabel = "FILE",
      defaultValue = "${env:HAMLET_RECOVER}",
      description =
          "Commands that bring lost devices back, see docs/health.md (also HAMLET_RECOVER).")
  private @Nullable Path recover;

  @Option(
      names = "--max-devices",
      paramLabel = "N",
      defaultValue = "${env:HAMLET_MAX_DEVICES:-" + CoordinatorConfig.DEFAULT_MAX_DEVICES + "}",
      description = {
        "Most agents that may be connected at once; more are refused and try again (also",
        "HAMLET_MAX_DEVICES)."
      })
  private int maxDevices;

  @Option(
      names = "--metrics-retention",
      paramLabel = "TIME",
      defaultValue = "${env:HAMLET_METRICS_RETENTION:-24h}",
      description = {
        "How long metrics show an experiment after its end, 1s to 30d (also",
        "HAMLET_METRICS_RETENTION). Results stay in the store."
      })
  private String metricsRetention;

  /** Wired by hand. */
  public CoordinatorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    CoordinatorConfig config = config();
    if (config.listening().exposed()) {
      context.output().note(EXPOSED);
    }
    StopSignal stop = context.stopSignals().get();
    try (Coordinator coordinator = Coordinator.open(config)) {
      if (service.exitWithStdin()) {
        ParentWatch.start(context.stdin(), stop::request);
      }
      context
          .output()
          .line(
              "coordinator ready grpc=%s http=%s"
                  .formatted(
                      address(bindAddress, coordinator.grpcPort()),
                      address(config.listening().httpBindAddress(), coordinator.httpPort())));
      awaitEnd(coordinator, stop);
    } finally {
      stop.finished();
    }
    return ExitCode.OK.number();
  }

  private CoordinatorConfig config() {
    return new CoordinatorConfig(
        context.workingFolder().resolve(state),
        Version.number(),
        new Listening(
            bindAddress,
            ports.grpc(),
            httpAddress(),
            ports.http(),
            service.tls().insecure(),
            service.tls().files()),
        recovery(),
        maxDevices,
        retention());
  }

  /** Returns when somebody asks for it; throws if the coordinator can do nothing more. */
  private static void awaitEnd(Coordinator coordinator, StopSignal stop)
      throws InterruptedException {
    CompletableFuture<Throwable> failure = coordinator.failure().toCompletableFuture();
    CompletableFuture<?> unused = failure.thenAccept(why -> stop.request());
    stop.await();
    if (failure.isDone()) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "the coordinator can do nothing more: %s; mend that and start it again, it goes on where it was"
              .formatted(failure.join().getMessage()),
          failure.join());
    }
  }

  /** HTTP is never encrypted: it leaves this machine only if that was asked for. */
  private String httpAddress() {
    if (httpBindAddress != null) {
      return httpBindAddress;
    }
    return service.tls().insecure() ? bindAddress : Listening.DEFAULT_BIND_ADDRESS;
  }

  private RecoveryConfig recovery() {
    return recover == null || recover.toString().isEmpty()
        ? RecoveryConfig.NONE
        : RecoveryFile.read(context.workingFolder().resolve(recover));
  }

  private Duration retention() {
    return DurationText.parse(metricsRetention)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--metrics-retention",
                    "'" + metricsRetention + "' is no duration: give for instance 24h or 30m"));
  }

  private static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
