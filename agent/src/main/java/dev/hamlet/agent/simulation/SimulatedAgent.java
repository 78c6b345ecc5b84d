package dev.hamlet.agent.simulation;

import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.lease.CoveredReports;
import dev.hamlet.agent.lease.LeaseDesk;
import dev.hamlet.agent.lease.LeaseSteps;
import dev.hamlet.agent.lease.LeaseTools;
import dev.hamlet.agent.lease.TrialPublisher;
import dev.hamlet.agent.lease.WorkerPool;
import dev.hamlet.agent.simulation.board.VirtualBoard;
import dev.hamlet.agent.uplink.AgentDescription;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.CoordinatorLink;
import dev.hamlet.agent.uplink.LinkListener;
import dev.hamlet.agent.uplink.LinkSettings;
import dev.hamlet.agent.uplink.LinkThread;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.ReportOutbox;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * One life of the agent of a simulated board: the parts of {@link dev.hamlet.agent.Agent} but for
 * threads, worker processes and sampling in real time.
 *
 * <p>Threads: built, stopped and closed on its working thread.
 */
final class SimulatedAgent implements LinkListener {

  /** A few minutes of trials of one board in memory; thousands of boards share this process. */
  private static final OutboxLimits LIMITS = new OutboxLimits(4L << 20, 1L << 20, 64L << 20);

  private final String name;
  private final SharedParts shared;
  private final ReportOutbox reports = new ReportOutbox();
  private final LeaseDesk desk = new LeaseDesk();
  private final WorkerPool workers;
  private final BatchStream telemetry;
  private final CoordinatorLink link;
  private final WorkLoop work;
  private final AgentDescription description;

  SimulatedAgent(
      DeviceIdentity identity,
      VirtualBoard board,
      MonotonicClock clock,
      ManagedChannel channel,
      BoardFiles files,
      SharedParts shared) {
    this.name = identity.name();
    this.shared = shared;
    SessionIdentity session =
        new SessionIdentity(name, identity.bootId(), UUID.randomUUID().toString());
    CoveredReports covered = new CoveredReports(reports::send, List.of(board.group()), clock);
    telemetry =
        new BatchStream(
            channel,
            session,
            LinkSettings.DEFAULT,
            LIMITS,
            files.spool(),
            covered,
            () -> false,
            clock,
            new Random(),
            LinkThread.shared(shared.linkThread()));
    workers = new WorkerPool(board);
    LeaseTools tools =
        new LeaseTools(
            board.board(),
            board.lock(),
            board.clock(),
            workers,
            files.requests().get(),
            board.trials(telemetry, state -> {}),
            new TrialPublisher(telemetry::offer, covered, session.sessionId()),
            covered,
            () -> AwakeCpus.NONE,
            () -> {});
    work =
        new WorkLoop(
            new LeaseSteps(desk, tools)::step,
            board,
            shared.plan().speed(),
            shared.workThread(),
            shared.clock());
    link =
        new CoordinatorLink(
            channel,
            LinkSettings.DEFAULT,
            reports,
            new WakingOrders(desk, work::wake),
            new SimulatedPulse(board.board(), telemetry),
            this,
            clock,
            new Random(),
            LinkThread.shared(shared.linkThread()));
    description =
        new AgentDescription(
            identity,
            board.board(),
            session.sessionId(),
            shared.plan().version(),
            List.of(board.group()),
            board.runtimes(),
            Optional.empty(),
            Map.of("inference", "simulated", "speed", shared.plan().speed().toString()),
            Optional.empty());
  }

  void start() {
    link.start(description);
  }

  /** Its process stands still, or goes on. */
  void pause(boolean on) {
    work.pause(on);
  }

  /** Hands its lease back. */
  void stop() {
    desk.stop();
    work.wake();
  }

  /** Waits until the coordinator has everything; what it does not take in time is lost. */
  void drain(Duration atMost) throws InterruptedException {
    if (telemetry.drain(atMost)) {
      var unused = link.drain(atMost);
    }
  }

  /** Ends the life without a word. */
  void close() {
    work.end();
    link.close();
    telemetry.close();
    workers.close();
  }

  @Override
  public void connected(String coordinatorVersion) {
    telemetry.start();
    shared.listener().connected(name);
  }

  @Override
  public void disconnected() {
    telemetry.hold();
  }

  @Override
  public String explain(Status status) {
    String words = status.getDescription();
    return name + " hears nothing of it (" + (words == null ? status.getCode() : words) + ")";
  }

  @Override
  public void refused(HamletException refusal) {
    shared.listener().refused(name, refusal);
  }
}
