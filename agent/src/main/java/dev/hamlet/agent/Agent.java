package dev.hamlet.agent;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.calibration.BoardCalibration;
import dev.hamlet.agent.calibration.SampleTap;
import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.lease.CoveredReports;
import dev.hamlet.agent.lease.LeaseDesk;
import dev.hamlet.agent.lease.LeaseRunner;
import dev.hamlet.agent.lease.LeaseTools;
import dev.hamlet.agent.lease.LoadRequests;
import dev.hamlet.agent.lease.TrialPublisher;
import dev.hamlet.agent.lease.WorkerPool;
import dev.hamlet.agent.metercost.MeterCostFile;
import dev.hamlet.agent.metercost.MeterCostPlan;
import dev.hamlet.agent.metercost.MeterCostRun;
import dev.hamlet.agent.sensor.calibration.CalibrationFile;
import dev.hamlet.agent.sensor.calibration.StepLoad;
import dev.hamlet.agent.sensor.setup.SensorSetup;
import dev.hamlet.agent.trial.FileHostLock;
import dev.hamlet.agent.trial.PollingThread;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.agent.trial.TrialSite;
import dev.hamlet.agent.uplink.AgentDescription;
import dev.hamlet.agent.uplink.ArtifactDownload;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.agent.uplink.CoordinatorLink;
import dev.hamlet.agent.uplink.LinkListener;
import dev.hamlet.agent.uplink.LinkSettings;
import dev.hamlet.agent.uplink.Pulse;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.ReportOutbox;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.agent.worker.ModelWorkers;
import dev.hamlet.agent.worker.ProcessWorkers;
import dev.hamlet.agent.worker.WorkerLimits;
import dev.hamlet.agent.worker.WorkerSettings;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SuspendedTime;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.UptimeGap;
import dev.hamlet.common.worker.ActivityRing;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final AgentConfig config;
  private final SystemClock clock = new SystemClock();
  private final CloseStack closing = new CloseStack();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private Agent(AgentConfig config) {
    this.config = config;
  }

  /**
   * Builds and starts an agent. It connects in the background, for as long as it takes.
   *
   * @throws HamletException if something it needs is not there
   */
  public static Agent start(AgentConfig config) {
    Agent agent = new Agent(config);
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
    StateFolder state = StateFolder.open(config.state());
    closing.push("state folder", state::close);
    FileHostLock hostLock = new FileHostLock(config.hostLock(), clock, clock);
    closing.push("host lock", hostLock::close);
    Device device =
        Device.open(config, state.resolve("activity.ring"), state.resolve("board.journal"), clock);
    device.setup().ifPresent(setup -> closing.push("sensor settings", setup::close));
    closing.push("sensor", device.sensor()::close);
    DeviceIdentity identity = DeviceIdentity.read(config.name(), config.labels(), ROOT);
    SessionIdentity session =
        new SessionIdentity(config.name(), identity.bootId(), UUID.randomUUID().toString());

    ReportOutbox reports = new ReportOutbox();
    CoveredReports covered =
        new CoveredReports(reports::send, List.of(device.sensor().group()), clock);
    SuspendedTime suspended = UptimeGap.of(Path.of("/"), clock);
    TrialWatch watch = new TrialWatch(device.board(), suspended);
    BatchStream telemetry = telemetry(state, session, covered, watch);
    LeaseDesk desk = new LeaseDesk();
    CoordinatorLink link = link(reports, desk, watch.pulse(telemetry), telemetry);
    closing.push("what is on its way", () -> drain(telemetry, link, reports));

    Optional<MeterCost> meterCost = meterCost(state, device);
    SampleTap tap = new SampleTap(telemetry);
    SamplingSession sampling = SamplingSession.start(device.sensor(), config.sampling(), tap);
    closing.push("sampling", sampling::close);
    closing.push("reports", () -> covered.drain(DRAIN));

    PollingThread polling = new PollingThread();
    closing.push("watch", polling::close);
    ModelWorkers workers = workers(state, device);
    WorkerPool pool = new WorkerPool(workers);
    closing.push("workers", pool::close);
    TrialPublisher publisher = new TrialPublisher(telemetry::offer, covered, session.sessionId());
    TrialRunner trials =
        new TrialRunner(
            new TrialSite(
                device.board(),
                hostLock,
                clock,
                clock,
                new ForeignLoad(ROOT, ProcessHandle.current().pid(), clock),
                polling,
                suspended),
            Math.round(1e9 / sampling.group().nominalRateHz()),
            watch::entered);
    LeaseTools tools =
        new LeaseTools(
            device.board(),
            hostLock,
            clock,
            pool,
            requests(state),
            trials,
            publisher,
            covered,
            () -> awake(device),
            () -> device.setup().ifPresent(SensorSetup::check));
    BoardCalibration calibration =
        new BoardCalibration(
            tap,
            sampling::group,
            threads -> load(device, threads),
            CalibrationFile.in(config.state()),
            hostLock,
            clock,
            clock,
            clock);
    LeaseThread work =
        LeaseThread.start(
            new LeaseRunner(
                desk, tools, (order, abort) -> link.answer(calibration.run(order, abort))),
            desk);
    closing.push("lease", work::end);

    link.start(
        new AgentDescription(
            identity,
            device.board(),
            session.sessionId(),
            config.version(),
            List.of(sampling.group()),
            config.attachedTo().isPresent() ? List.of() : workers.runtimes(),
            config.attachedTo(),
            new MeasuringConditions(sampling.scheduling(), config.cpus(), keepsAwake(device))
                .properties(),
            meterCost));
    LOG.info(
        "agent of {} samples {} at {} Hz",
        device(),
        sampling.group().group(),
        Math.round(sampling.group().nominalRateHz()));
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

  /** A worker with one thread stands for all: where it has CPUs of its own they stay awake. */
  private AwakeCpus awake(Device device) {
    return keepsAwake(device) ? AwakeCpus.keep(config.cpus().worker(1)) : AwakeCpus.NONE;
  }

  /** A twin takes what its ring says for a load; any other board is really loaded. */
  private StepLoad load(Device device, int threads) {
    return device
        .activity()
        .map(ring -> StepLoad.ofTwin(ActivityRing.open(ring), threads, clock))
        .orElseGet(() -> StepLoad.busyThreads(threads));
  }

  private boolean keepsAwake(Device device) {
    return device.board().simulated() && config.cpus().divided();
  }

  private BatchStream telemetry(
      StateFolder state, SessionIdentity session, CoveredReports covered, TrialWatch watch) {
    ManagedChannel channel = channel("telemetry connection");
    BatchStream telemetry =
        new BatchStream(
            channel,
            session,
            LinkSettings.DEFAULT,
            OutboxLimits.DEFAULT,
            state.resolve("telemetry.spool"),
            covered,
            watch::measuring,
            clock,
            new Random());
    closing.push("telemetry stream", telemetry::close);
    return telemetry;
  }

  private CoordinatorLink link(
      ReportOutbox reports, LeaseDesk desk, Pulse pulse, BatchStream telemetry) {
    CoordinatorLink link =
        new CoordinatorLink(
            channel("control connection"),
            LinkSettings.DEFAULT,
            reports,
            desk,
            pulse,
            new Connections(telemetry),
            clock,
            new Random());
    closing.push("control link", link::close);
    return link;
  }

  private LoadRequests requests(StateFolder state) {
    ArtifactStore store = new ArtifactStore(state.resolve("artifacts"));
    ArtifactDownload download = new ArtifactDownload(channel("artifact connection"));
    return new LoadRequests(
        store, new ArtifactFetcher(store, download, clock, clock, new Random()));
  }

  private ModelWorkers workers(StateFolder state, Device device) {
    return ProcessWorkers.open(
        new WorkerSettings(
            config.workers(),
            config.launcher(),
            config.cpus(),
            state.resolve("workers"),
            device.activity(),
            config.cache(),
            WorkerLimits.DEFAULT),
        clock);
  }

  private ManagedChannel channel(String name) {
    ManagedChannel channel =
        Channels.open(config.coordinator().host(), config.coordinator().port());
    closing.push(name, () -> Channels.close(channel));
    return channel;
  }

  /** Telemetry first: a report is stored only when its telemetry is. */
  private void drain(BatchStream telemetry, CoordinatorLink link, ReportOutbox reports)
      throws InterruptedException {
    boolean sent = telemetry.drain(DRAIN);
    if (!link.drain(DRAIN) || !sent) {
      LOG.warn(
          "{} stops; not delivered: {} batches of telemetry, {} reports",
          device(),
          telemetry.counters().pending(),
          reports.size());
    }
  }

  /** Stops. May take some seconds; idempotent. */
  @Override
  public void close() {
    closing.close();
    ended.complete(null);
  }

  /** What the link's ups and downs mean to the agent. */
  private final class Connections implements LinkListener {

    private final BatchStream telemetry;

    Connections(BatchStream telemetry) {
      this.telemetry = telemetry;
    }

    @Override
    public void connected(String coordinatorVersion) {
      LOG.info("{} is connected to a coordinator of version {}", device(), coordinatorVersion);
      telemetry.start();
    }

    @Override
    public void refused(HamletException refusal) {
      ended.completeExceptionally(refusal);
    }
  }
}
