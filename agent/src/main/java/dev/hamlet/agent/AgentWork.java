package dev.hamlet.agent;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.calibration.BoardCalibration;
import dev.hamlet.agent.calibration.SampleTap;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.lease.LeaseRunner;
import dev.hamlet.agent.lease.LeaseTools;
import dev.hamlet.agent.lease.LoadRequests;
import dev.hamlet.agent.lease.TrialPublisher;
import dev.hamlet.agent.lease.WorkerPool;
import dev.hamlet.agent.metercost.BoardMeterCost;
import dev.hamlet.agent.metercost.MeterCostFile;
import dev.hamlet.agent.metercost.MeterCostPlan;
import dev.hamlet.agent.sensor.calibration.CalibrationFile;
import dev.hamlet.agent.sensor.calibration.StepLoad;
import dev.hamlet.agent.sensor.setup.SensorSetup;
import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.agent.trial.PollingThread;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.agent.trial.TrialSite;
import dev.hamlet.agent.worker.ModelWorkers;
import dev.hamlet.agent.worker.ProcessWorkers;
import dev.hamlet.agent.worker.WorkerLimits;
import dev.hamlet.agent.worker.WorkerSettings;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.time.suspend.SuspendedTime;
import dev.hamlet.common.worker.ActivityRing;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an agent does with its board: leases, trials, calibrations, and the workers for them. */
final class AgentWork {

  private static final Logger LOG = LoggerFactory.getLogger(AgentWork.class);
  private static final Path ROOT = Path.of("/");

  private final AgentParts parts;
  private final AgentLinks links;
  private final SamplingSession sampling;
  private final ModelWorkers workers;

  private AgentWork(AgentParts parts, AgentLinks links, SamplingSession sampling) {
    this.parts = parts;
    this.links = links;
    this.sampling = sampling;
    this.workers = workers();
  }

  /** Starts the thread that works on leases. */
  static AgentWork start(
      AgentParts parts,
      AgentLinks links,
      SampleTap tap,
      SamplingSession sampling,
      TrialWatch watch,
      SuspendedTime suspended,
      String sessionId) {
    AgentWork work = new AgentWork(parts, links, sampling);
    TrialRunner trials = work.trials(watch, suspended);
    LeaseTools tools = work.tools(trials, watch, sessionId);
    OrderedChecks checks =
        new OrderedChecks(work.calibration(tap), work.meterCost(), links.control());
    LeaseThread thread =
        LeaseThread.start(new LeaseRunner(links.desk(), tools, checks), links.desk());
    parts.closing().push("lease", thread::end);
    return work;
  }

  /** Kinds of worker that this board can start. */
  Collection<String> runtimes() {
    return workers.runtimes();
  }

  /** Whether CPUs are kept awake while it works. */
  boolean keepsAwake() {
    return parts.device().board().simulated() && parts.config().cpus().divided();
  }

  private TrialRunner trials(TrialWatch watch, SuspendedTime suspended) {
    PollingThread polling = new PollingThread();
    parts.closing().push("watch", polling::close);
    TrialSite site =
        new TrialSite(
            parts.device().board(),
            parts.hostLock(),
            parts.clock(),
            parts.clock(),
            new ForeignLoad(ROOT, ProcessHandle.current().pid(), parts.clock()),
            polling,
            suspended);
    return new TrialRunner(site, GapPlan.of(sampling.group()), watch::entered);
  }

  private LeaseTools tools(TrialRunner trials, TrialWatch watch, String sessionId) {
    WorkerPool pool = new WorkerPool(workers);
    parts.closing().push("workers", pool::close);
    return new LeaseTools(
        parts.device().board(),
        parts.hostLock(),
        parts.clock(),
        pool,
        requests(watch),
        trials,
        new TrialPublisher(links.telemetry()::offer, links.reports(), sessionId),
        links.reports(),
        this::awake,
        () -> parts.device().setup().ifPresent(SensorSetup::check));
  }

  private BoardCalibration calibration(SampleTap tap) {
    return new BoardCalibration(
        tap,
        sampling::group,
        this::load,
        CalibrationFile.in(parts.config().state()),
        parts.hostLock(),
        parts.clock(),
        parts.clock(),
        parts.clock());
  }

  private BoardMeterCost meterCost() {
    return new BoardMeterCost(
        sampling,
        parts.device().sensor(),
        parts.config().sampling(),
        MeterCostPlan.DEFAULT,
        new MeterCostFile(parts.state().resolve("meter-cost")),
        parts.hostLock(),
        parts.clock());
  }

  /** A worker with one thread stands for all: where it has CPUs of its own they stay awake. */
  private AwakeCpus awake() {
    return keepsAwake() ? AwakeCpus.keep(parts.config().cpus().worker(1)) : AwakeCpus.NONE;
  }

  /** A twin takes what its ring says for a load; any other board is really loaded. */
  private StepLoad load(int threads) {
    return parts
        .device()
        .activity()
        .map(ring -> StepLoad.ofTwin(ActivityRing.open(ring), threads, parts.clock()))
        .orElseGet(() -> StepLoad.busyThreads(threads));
  }

  private LoadRequests requests(TrialWatch watch) {
    ArtifactStore store = new ArtifactStore(parts.state().resolve("artifacts"));
    ArtifactFetcher fetcher =
        new ArtifactFetcher(
            store,
            links.artifacts(),
            parts.clock(),
            parts.clock(),
            new Random(),
            parts.config().disk().cacheBytes());
    watch.holds(fetcher::use);
    parts.closing().push("artifacts", () -> LOG.info("{}", fetcher.counters().sentence()));
    return new LoadRequests(store, fetcher);
  }

  private ModelWorkers workers() {
    AgentConfig config = parts.config();
    return ProcessWorkers.open(
        new WorkerSettings(
            config.workers(),
            config.launcher(),
            config.cpus(),
            parts.state().resolve("workers"),
            parts.device().activity(),
            config.cache(),
            WorkerLimits.DEFAULT,
            parts.logs().worker()::add),
        parts.clock());
  }
}
