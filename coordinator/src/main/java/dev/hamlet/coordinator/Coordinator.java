package dev.hamlet.coordinator;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.align.AlignmentRules;
import dev.hamlet.coordinator.align.ExternalMeterAligner;
import dev.hamlet.coordinator.align.TrialAligner;
import dev.hamlet.coordinator.api.BackupService;
import dev.hamlet.coordinator.api.Caller;
import dev.hamlet.coordinator.api.ExperimentIntake;
import dev.hamlet.coordinator.api.OperatorService;
import dev.hamlet.coordinator.api.TraceService;
import dev.hamlet.coordinator.artifact.ArtifactService;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.backup.BackupSource;
import dev.hamlet.coordinator.cell.CellDriver;
import dev.hamlet.coordinator.cell.EventLoop;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.cell.trial.LoggedTrialMeasurer;
import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.device.ControlService;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.export.MetricsServer;
import dev.hamlet.coordinator.export.ServerFacts;
import dev.hamlet.coordinator.export.meter.DiskMeter;
import dev.hamlet.coordinator.export.meter.GrpcMeter;
import dev.hamlet.coordinator.export.meter.StoreMeter;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.export.view.LiveFleet;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.ingest.TelemetryIngestService;
import dev.hamlet.coordinator.live.LivePower;
import dev.hamlet.coordinator.meter.ExternalMeters;
import dev.hamlet.coordinator.meter.MeteredTrialMeasurer;
import dev.hamlet.coordinator.publish.TracePublisher;
import dev.hamlet.coordinator.recovery.ProcessRunner;
import dev.hamlet.coordinator.recovery.Recovery;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import dev.hamlet.coordinator.telemetry.SegmentTelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLogConfig;
import dev.hamlet.coordinator.trace.Timelines;
import dev.hamlet.coordinator.trace.TraceReader;
import io.grpc.ServerInterceptors;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The central process, put together: the one place that knows all parts.
 *
 * <p>Parts are built in the order of what they stand on and closed in reverse; a part that cannot
 * be built closes what was built before it. Threads: {@code cell} (all state), {@code align}
 * (figures), {@code telemetry} (the log), {@code watch} (statuses to watchers), {@code publish}
 * (raw traces), {@code grpc}.
 *
 * <p>Opening fails with RESOURCE and a sentence when the data folder cannot be written or the port
 * is taken.
 */
public final class Coordinator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
  private static final Duration LOOK_AT_TLS_FILES = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int ALIGN_WAITING = 8_192;
  private static final int OTHER_EVENTS = 8_192; // trials that were aligned, calls of people

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final SystemClock clock = new SystemClock();
  private final CountingIngestMetrics ingestMetrics = new CountingIngestMetrics();
  private final DeviceClocks clocks = new DeviceClocks();
  private final LivePower livePower = new LivePower(new ClockAges(clocks));
  private final TrialMeter trialMeter = new TrialMeter(clock);
  private final GrpcMeter grpcMeter = new GrpcMeter(clock);
  private final StoreMeter storeMeter = new StoreMeter(clock);
  private final ResultStore store;
  private final TelemetryLog log;
  private final DeviceRegistry registry;
  private final CellDriver driver;
  private final EventLoop loop;
  private final LoopCalls calls;
  private final EnergyKeeper energy;
  private final TracePublisher publisher;
  private final TransportSecurity security;
  private final int grpcPort;
  private final int httpPort;

  /** A running coordinator. */
  public static Coordinator open(CoordinatorConfig config) {
    return new Coordinator(config);
  }

  private Coordinator(CoordinatorConfig config) {
    try {
      DataFolder data = DataFolder.open(config.dataFolder());
      SqliteResultStore sqlite = part(SqliteResultStore.open(data.store()));
      SegmentTelemetryLog segments =
          part(SegmentTelemetryLog.open(TelemetryLogConfig.in(data.telemetry())));
      store = storeMeter.around(sqlite);
      log = segments;
      ArtifactStore artifacts = new ArtifactStore(data.artifacts());
      part(OwnSuspends.watch(clock, clocks));
      registry = new DeviceRegistry(clock, clock, store.devices(), clocks);
      ClockKeeper clockKeeper = new ClockKeeper(store, clocks, clock);
      clockKeeper.restore();
      energy = new EnergyKeeper(store, livePower, log, clock);
      energy.restore();

      Align align = part(new Align());
      ExternalMeters meters =
          part(
              new ExternalMeters(
                  registry, clocks, log, store, new ExternalMeterAligner(AlignmentRules.DEFAULT)));
      LoopTicks ticks = new LoopTicks();
      AfterCommit afterCommit = new AfterCommit(store);
      loop = part(new EventLoop(afterCommit, config.maxDevices() * 2 + OTHER_EVENTS, ticks, TICK));
      driver =
          CellDriver.over(
              store,
              log,
              new MeteredTrialMeasurer(
                  trialMeter.timing(
                      new LoggedTrialMeasurer(
                          log,
                          new TrialAligner(AlignmentRules.DEFAULT),
                          clock,
                          clocks,
                          trialMeter)),
                  meters),
              align.executor(),
              loop::post,
              registry,
              clock,
              afterCommit);
      calls = new LoopCalls(loop, afterCommit);
      calls.call(driver::restore);
      part(() -> calls.call(energy::save));
      part(() -> calls.call(clockKeeper::save));

      AuditLog audit = new AuditLog(store.audit(), clock);
      Recovery recovery =
          new Recovery(
              config.recovery(),
              new CommittedRunner(new ProcessRunner(), afterCommit),
              loop::post,
              registry,
              driver.fleet(),
              audit,
              clock,
              driver::devicesWithOpenWork);
      TelemetryIngestService ingest =
          part(
              new TelemetryIngestService(
                  log, new SessionAdmission(registry), ingestMetrics, livePower, clock));
      ingest.start();
      ControlService control =
          new ControlService(
              new DescribedDevices(driver, livePower),
              loop,
              clock,
              clock,
              config.version(),
              config.maxDevices());
      OperatorService operator = operator(config, artifacts, calls, recovery, audit);
      part(new TickThread("watch", operator::tick, TICK));
      part(operator::close);
      ticks.set(
          List.of(
              control::tick,
              ingest::tick,
              driver::tick,
              recovery::tick,
              energy::tick,
              clockKeeper::tick));

      Timelines timelines = new Timelines(store.traces(), clocks, clock, clock);
      publisher =
          part(
              new TracePublisher(store.traces(), new TraceReader(store, log, timelines), clock)
                  .start());
      security =
          part(
              TransportSecurity.ofServer(config.listening().tls(), clock)
                  .reloadEvery(LOOK_AT_TLS_FILES));
      grpcPort =
          part(new GrpcEndpoint(
                  new InetSocketAddress(
                      config.listening().bindAddress(), config.listening().grpcPort()),
                  security,
                  grpcMeter,
                  List.of(
                      control,
                      ingest,
                      () -> ServerInterceptors.intercept(operator, new Caller()),
                      new ArtifactService(artifacts),
                      new TraceService(store, () -> new TraceReader(store, log, timelines)),
                      new BackupService(
                          new BackupSource(
                              data.path(),
                              data.store(),
                              data.artifacts(),
                              sqlite::copyTo,
                              segments::files),
                          clock,
                          config.version()))))
              .port();
      httpPort = part(metricsServer(config, data, segments, align)).port();
      LOG.info(
          "coordinator {} serves gRPC ({}) on port {} and HTTP on port {}",
          config.version(),
          security.kind().word(),
          grpcPort,
          httpPort);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The port that gRPC listens on. */
  public int grpcPort() {
    return grpcPort;
  }

  /** The port that metrics and health are served on. */
  public int httpPort() {
    return httpPort;
  }

  /** All devices; {@link DeviceRegistry#snapshots()} is safe from any thread. */
  public DeviceRegistry registry() {
    return registry;
  }

  /** What became of reports. */
  public CellCounters cellCounters() {
    return driver.counters();
  }

  /** Power of all devices as it is now. */
  public LivePower livePower() {
    return livePower;
  }

  /** Stores the energy counters, as happens every ten seconds; they are durable when it returns. */
  public void storeEnergy() {
    calls.call(energy::save);
  }

  /** State and results. */
  public ResultStore store() {
    return store;
  }

  /** The telemetry log. */
  public TelemetryLog telemetryLog() {
    return log;
  }

  /** Why it can do nothing more; does not complete while it works. Then it is to be closed. */
  public CompletionStage<Throwable> failure() {
    return loop.failure();
  }

  /** Why it cannot take work, one sentence; empty if it can. */
  public String notReady() {
    return loop.isAlive() ? "" : "the event loop has ended; restart the coordinator";
  }

  /** Closes all parts, the latest first; each within seconds. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the coordinator did not close", e);
      }
    }
  }

  private MetricsServer metricsServer(
      CoordinatorConfig config, DataFolder data, SegmentTelemetryLog segments, Align align) {
    return new MetricsServer(
        new InetSocketAddress(config.listening().httpBindAddress(), config.listening().httpPort()),
        new LiveFleet(
            registry,
            livePower,
            ingestMetrics,
            driver.board(),
            store,
            clock,
            clock,
            driver.fleet(),
            config.metricsRetention()),
        Stream.of(DeviceState.values()).map(DeviceState::word).toList(),
        new ServerFacts(
            config.version(),
            security::figures,
            trialMeter,
            driver.counters(),
            ingestMetrics,
            segments::figures,
            grpcMeter,
            storeMeter,
            new DiskMeter(data.path(), data.store(), data.artifacts(), clock),
            publisher::figures),
        Map.of("align", align.executor()),
        this::notReady);
  }

  private OperatorService operator(
      CoordinatorConfig config,
      ArtifactStore artifacts,
      LoopCalls calls,
      Recovery recovery,
      AuditLog audit) {
    ExperimentIntake intake =
        new ExperimentIntake(store, artifacts, clock, new IntakeCalls(calls, driver));
    return new OperatorService(
        intake,
        driver.board(),
        new LoopSteering(calls, driver),
        new DeviceCheckCalls(calls, driver),
        new LoopFleet(calls, driver, registry, artifacts, recovery),
        store,
        audit,
        clock,
        config.version());
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  /** The thread that makes figures; its queue holds more trials than are ever granted at once. */
  private record Align(ThreadPoolExecutor executor) implements AutoCloseable {

    Align() {
      this(
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(ALIGN_WAITING),
              work -> {
                Thread thread = new Thread(work, "align");
                thread.setDaemon(true);
                return thread;
              }));
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
