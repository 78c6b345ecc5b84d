package dev.hamlet.coordinator.recovery;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.audit.AuditOutcome;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.health.FleetKeeper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the recover commands of devices that are lost while they have open work, never two at once
 * for devices of one host, a few a day for each device; and whenever a person asks.
 *
 * <p>Threads: the event loop, on which the futures are completed, too; commands run beside it.
 */
public final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final Duration DAY = Duration.ofDays(1);

  private final RecoveryConfig config;
  private final CommandRunner runner;
  private final Executor backToLoop;
  private final DeviceRegistry registry;
  private final FleetKeeper fleet;
  private final AuditLog audit;
  private final EpochClock clock;
  private final Supplier<Set<String>> withOpenWork;
  private final Map<String, String> runningByHost = new TreeMap<>();

  /**
   * None runs yet.
   *
   * @param backToLoop puts an event into the loop's queue
   * @param withOpenWork devices that still have cells to measure
   */
  public Recovery(
      RecoveryConfig config,
      CommandRunner runner,
      Executor backToLoop,
      DeviceRegistry registry,
      FleetKeeper fleet,
      AuditLog audit,
      EpochClock clock,
      Supplier<Set<String>> withOpenWork) {
    this.config = config;
    this.runner = runner;
    this.backToLoop = backToLoop;
    this.registry = registry;
    this.fleet = fleet;
    this.audit = audit;
    this.clock = clock;
    this.withOpenWork = withOpenWork;
  }

  /** Starts the commands that are due. */
  public void tick() {
    if (config.commands().isEmpty()) {
      return;
    }
    List<DeviceSnapshot> lost = registry.snapshots().stream().filter(this::isLostForLong).toList();
    if (lost.isEmpty()) {
      return;
    }
    Set<String> atWork = withOpenWork.get();
    for (DeviceSnapshot device : lost) {
      if (atWork.contains(device.device()) && mayStart(device)) {
        CompletableFuture<CommandEnd> unused = begin(device, AuditLog.HAMLET);
      }
    }
  }

  /**
   * Nobody has taken it out of work, and its agent was not heard for long enough by this life of
   * the coordinator: while that was away, boards may have been at work.
   */
  private boolean isLostForLong(DeviceSnapshot device) {
    return device.state() == DeviceState.LOST
        && registry.standing(device.device()).weightiest().isEmpty()
        && registry.silence(device.device()).compareTo(config.after()) >= 0;
  }

  private boolean mayStart(DeviceSnapshot device) {
    long nowMs = clock.epochMs();
    String name = device.device();
    return config.commandOf(name).isPresent()
        && !runningByHost.containsKey(host(device))
        && fleet.health().recoveriesSince(name, nowMs - DAY.toMillis()) < config.atMost()
        && fleet.health().recoveriesSince(name, nowMs - config.after().toMillis()) == 0;
  }

  /**
   * Starts a device's command because a person asked, however often it was started.
   *
   * @throws HamletException NOT_FOUND or PRECONDITION with a sentence
   */
  public CompletableFuture<CommandEnd> start(String device, String who) {
    DeviceSnapshot known =
        registry.snapshots().stream()
            .filter(snapshot -> snapshot.device().equals(device))
            .findFirst()
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.NOT_FOUND,
                        "there is no device " + device + ": `hamlet devices list` names them all"));
    if (config.commandOf(device).isEmpty()) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "device %s has no recover command: start the coordinator with --recover FILE"
              .formatted(device));
    }
    String other = runningByHost.get(host(known));
    if (other != null) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "the recover command of %s runs on the same host: wait for its end".formatted(other));
    }
    return begin(known, who);
  }

  private CompletableFuture<CommandEnd> begin(DeviceSnapshot device, String who) {
    List<String> command = config.commandOf(device.device()).orElseThrow();
    runningByHost.put(host(device), device.device());
    fleet.recovering(device.device(), who);
    LOG.info("device {} is recovered by {} with {}", device.device(), who, command.get(0));
    CompletableFuture<CommandEnd> result = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        runner
            .run(command, config.timeLimit())
            .thenAcceptAsync(end -> ended(device, who, end, result), backToLoop);
    return result;
  }

  private void ended(
      DeviceSnapshot device, String who, CommandEnd end, CompletableFuture<CommandEnd> result) {
    runningByHost.remove(host(device));
    String output = String.join("\n", end.lastLines());
    String detail = output.isEmpty() ? end.sentence() : end.sentence() + ": " + output;
    AuditOutcome outcome = end.isGood() ? AuditOutcome.DONE : AuditOutcome.FAILED;
    audit.record(who, "recover", device.device(), outcome, detail);
    LOG.info("recover command of {}: {}", device.device(), end.sentence());
    result.complete(end);
  }

  /** A device whose host is not known shares it with nobody. */
  private static String host(DeviceSnapshot device) {
    String host = device.description().host();
    return host.isEmpty() ? device.device() : host;
  }
}
