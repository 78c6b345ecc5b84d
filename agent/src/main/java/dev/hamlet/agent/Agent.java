package dev.hamlet.agent;

import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.calibration.SampleTap;
import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.log.AgentLogs;
import dev.hamlet.agent.metercost.MeterCostFile;
import dev.hamlet.agent.metercost.MeterCostPlan;
import dev.hamlet.agent.metercost.MeterCostRun;
import dev.hamlet.agent.metrics.LocalMetricsServer;
import dev.hamlet.agent.metrics.LocalPower;
import dev.hamlet.agent.metrics.LocalView;
import dev.hamlet.agent.uplink.AgentDescription;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.agent.vitals.BoardVitals;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.suspend.SuspendGauge;
import dev.hamlet.common.time.suspend.SuspendedTime;
import dev.hamlet.common.time.suspend.UptimeGap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one board, from its sensor to the coordinator.
 *
 * <pre>
 *   sensor  : sampling : batches -----+
 *                                     +--- telemetry stream --- coordinator
 *   workers : lease thread : traces --+                              |
 *                  |       : reports ------- control link -----------+
 *                  +-------- orders -------------+
 * </pre>
 *
 * <p>Starts in the reverse of the data flow and stops in the reverse of that: the work first,
 * handing its lease back, then sampling, so that the last batch drains, then the links. Every step
 * of the stop is bounded. A start that fails half-way closes what was built.
 */
public final class Agent implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Path ROOT = Path.of("/");

  private final AgentConfig config;
  private final AgentLogs logs;
  private final SystemClock clock = new SystemClock();
  private final CloseStack closing = new CloseStack();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private @Nullable AgentLinks links;

  private Agent(AgentConfig config, AgentLogs logs) {
    this.config = config;
    this.logs = logs;
  }

  /**
   * Builds and starts an agent. It connects in the background, for as long as it takes.
   *
   * @throws HamletException if something it needs is not there
   */
  public static Agent start(AgentConfig config) {
    return start(config, new AgentLogs());
  }

  /**
   * As {@link #start(AgentConfig)}.
   *
   * @param logs where whoever logs for this process keeps its last lines; workers' are added here
   */
  public static Agent start(AgentConfig config, AgentLogs logs) {
    Agent agent = new Agent(config, logs);
    try {
      agent.build();
      return agent;
    } catch (RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  /** Name of its device. */
  public String device() {
    return config.name();
  }

  /**
   * Waits until the agent is closed, from another thread.
   *
   * @throws HamletException if the coordinator refuses this agent; then it still must be closed
   */
  public void awaitEnd() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HamletException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("the agent ended for no reason that is known", e);
    }
  }

  private void build() {
    AgentParts parts = AgentParts.open(config, clock, logs, closing);
    Device device = parts.device();
    DeviceIdentity identity = DeviceIdentity.read(config.name(), config.labels(), ROOT);
    SessionIdentity session =
        new SessionIdentity(config.name(), identity.bootId(), UUID.randomUUID().toString());
    SuspendedTime suspended = UptimeGap.of(ROOT, clock);
    BoardVitals vitals = BoardVitals.of(device.board(), clock);
    TrialWatch watch = new TrialWatch(device.board(), SuspendGauge.of(suspended, clock), vitals);
    AgentLinks talk = new AgentLinks(parts, session, watch, ended);
    links = talk;

    Optional<MeterCost> meterCost = meterCost(parts.state(), device);
    SampleTap tap = new SampleTap(talk.telemetry());
    LocalPower power = new LocalPower(device.sensor().group(), tap);
    SamplingSession sampling =
        SamplingSession.start(
            device.sensor(), config.sampling(), config.metricsPort().isPresent() ? power : tap);
    closing.push("sampling", sampling::close);
    closing.push("reports", talk::drainReports);

    AgentWork work =
        AgentWork.start(parts, talk, tap, sampling, watch, suspended, session.sessionId());
    closing.push("work", talk::stopSoon);
    talk.control()
        .start(
            new AgentDescription(
                identity,
                device.board(),
                session.sessionId(),
                config.version(),
                List.of(sampling.group()),
                config.attachedTo().isPresent() ? List.of() : work.runtimes(),
                config.attachedTo(),
                new MeasuringConditions(sampling.scheduling(), config.cpus(), work.keepsAwake())
                    .properties(),
                meterCost));
    config
        .metricsPort()
        .ifPresent(port -> serveMetrics(port, parts, talk, sampling, power, vitals));
    LOG.info(
        "agent of {} samples {} at {} Hz",
        device(),
        sampling.group().group(),
        Math.round(sampling.group().nominalRateHz()));
  }

  private void serveMetrics(
      int port,
      AgentParts parts,
      AgentLinks talk,
      SamplingSession sampling,
      LocalPower power,
      BoardVitals vitals) {
    Board board = parts.device().board();
    LocalMetricsServer server =
        new LocalMetricsServer(
            port,
            new LocalView(
                config.version(),
                device(),
                talk::connected,
                sampling.group().group(),
                power,
                board.simulated(),
                sampling::counters,
                board::temperatures,
                vitals::last,
                talk.telemetry()::counters,
                () -> talk.telemetry().spool().bytes()));
    closing.push("metrics", server::close);
    LOG.info("{}: metrics on http://127.0.0.1:{}/metrics", device(), server.port());
  }

  /** Before anything else samples; what was found stays for later lives of the agent. */
  private Optional<MeterCost> meterCost(StateFolder state, Device device) {
    MeterCostFile file = new MeterCostFile(state.resolve("meter-cost"));
    if (!config.meterCost()) {
      return file.read();
    }
    MeterCost cost =
        MeterCostRun.measure(device.sensor(), config.sampling(), MeterCostPlan.DEFAULT, clock);
    file.write(cost);
    LOG.info(
        "{}: sampling costs {} W ({} to {})",
        device(),
        cost.costWatts(),
        cost.ciLowWatts(),
        cost.ciHighWatts());
    return Optional.of(cost);
  }

  /**
   * Takes no new visit and lets the one in hand end, then hands its lease back and stops.
   *
   * @param within how long the visit may take; after that it is aborted
   */
  public void stop(Duration within) throws InterruptedException {
    AgentLinks built = links;
    if (built != null && within.toMillis() > 0) {
      built.stopSoon();
      if (!built.desk().awaitIdle(within, clock)) {
        LOG.info("{} did not end its visit within {}: it is aborted", device(), within);
      }
    }
    close();
  }

  /** Stops: what is in hand is aborted and its lease handed back. Some seconds; idempotent. */
  @Override
  public void close() {
    closing.close();
    ended.complete(null);
  }
}
