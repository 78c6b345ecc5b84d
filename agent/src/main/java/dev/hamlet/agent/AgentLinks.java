package dev.hamlet.agent;

import dev.hamlet.agent.lease.CoveredReports;
import dev.hamlet.agent.lease.LeaseDesk;
import dev.hamlet.agent.uplink.ArtifactDownload;
import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.agent.uplink.CoordinatorLink;
import dev.hamlet.agent.uplink.LinkListener;
import dev.hamlet.agent.uplink.LinkSettings;
import dev.hamlet.agent.uplink.LinkThread;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.ReportOutbox;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.agent.uplink.outbox.SpoolFolder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TransportSecurity;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an agent says to its coordinator, and the connections that it says it over. */
final class AgentLinks {

  private static final Logger LOG = LoggerFactory.getLogger(AgentLinks.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AT_TLS_FILES = Duration.ofMinutes(1);

  private final AgentParts parts;
  private final TransportSecurity security;
  private final ReportOutbox reports = new ReportOutbox();
  private final LeaseDesk desk = new LeaseDesk();
  private final CoveredReports covered;
  private final BatchStream telemetry;
  private final CoordinatorLink control;
  private volatile boolean connected;

  /**
   * Builds them; none connects before {@link CoordinatorLink#start}.
   *
   * @param refused completed exceptionally if the coordinator will not have this agent
   */
  AgentLinks(
      AgentParts parts, SessionIdentity session, TrialWatch watch, CompletableFuture<?> refused) {
    this.parts = parts;
    security =
        TransportSecurity.ofClient(parts.config().tls(), parts.clock())
            .reloadEvery(LOOK_AT_TLS_FILES);
    parts.closing().push("TLS", security::close);
    covered =
        new CoveredReports(
            new LoggedReports(reports::send, parts.logs()),
            List.of(parts.device().sensor().group()),
            parts.clock());
    telemetry = telemetry(session, watch);
    control = control(watch, refused);
    parts.closing().push("what is on its way", this::drain);
  }

  /** Whether the coordinator answers. */
  boolean connected() {
    return connected;
  }

  /** Where samples and traces go. */
  BatchStream telemetry() {
    return telemetry;
  }

  /** The control stream. */
  CoordinatorLink control() {
    return control;
  }

  /** Where reports go. */
  CoveredReports reports() {
    return covered;
  }

  /** Where orders lie. */
  LeaseDesk desk() {
    return desk;
  }

  /** Artifacts, over a connection of their own. */
  ArtifactDownload artifacts() {
    return new ArtifactDownload(channel("artifact connection"));
  }

  /** No new work is begun; the coordinator hears of that before anything is handed back. */
  void stopSoon() {
    desk.stopSoon();
    control.beat();
  }

  /** Waits for reports that wait for samples, which must still come. */
  void drainReports() throws InterruptedException {
    covered.drain(DRAIN);
  }

  private BatchStream telemetry(SessionIdentity session, TrialWatch watch) {
    ManagedChannel channel = channel("telemetry connection");
    SpoolFolder spools =
        new SpoolFolder(parts.state().resolve("spool"), parts.config().disk().spoolBytes());
    BatchStream stream =
        new BatchStream(
            channel,
            session,
            LinkSettings.DEFAULT,
            OutboxLimits.DEFAULT.withSpool(spools.freeBytes()),
            spools.next(),
            covered,
            watch::measuring,
            parts.clock(),
            new Random(),
            LinkThread.own("telemetry-link"));
    parts.closing().push("telemetry stream", stream::close);
    stream.sendFirst(spools.leftBehind(session.device()));
    return stream;
  }

  private CoordinatorLink control(TrialWatch watch, CompletableFuture<?> refused) {
    CoordinatorLink link =
        new CoordinatorLink(
            channel("control connection"),
            LinkSettings.DEFAULT,
            reports,
            desk,
            watch.pulse(telemetry, desk::endsSoon, security::expiresEpochMs),
            new Connections(refused),
            parts.clock(),
            new Random(),
            LinkThread.own("control-link"));
    parts.closing().push("control link", link::close);
    return link;
  }

  private ManagedChannel channel(String name) {
    CoordinatorAddress address = parts.config().coordinator();
    ManagedChannel channel = Channels.open(address.host(), address.port(), security);
    parts.closing().push(name, () -> Channels.close(channel));
    return channel;
  }

  /** Telemetry first: a report is stored only when its telemetry is. */
  private void drain() throws InterruptedException {
    boolean sent = telemetry.drain(DRAIN);
    if (!control.drain(DRAIN) || !sent) {
      LOG.warn(
          "{} stops; not delivered: {} batches of telemetry, {} reports",
          parts.config().name(),
          telemetry.counters().pending(),
          reports.size());
    }
  }

  /** What the link's ups and downs mean to the agent. */
  private final class Connections implements LinkListener {

    private final CompletableFuture<?> refused;

    Connections(CompletableFuture<?> refused) {
      this.refused = refused;
    }

    @Override
    public void connected(String coordinatorVersion) {
      connected = true;
      LOG.info(
          "{} is connected to a coordinator of version {}",
          parts.config().name(),
          coordinatorVersion);
      telemetry.start();
    }

    @Override
    public void disconnected() {
      connected = false;
      telemetry.hold();
    }

    @Override
    public String explain(Status status) {
      String peer = parts.config().coordinator().toString();
      return security
          .sentence(status.asRuntimeException(), peer)
          .orElseGet(() -> peer + " does not answer (" + words(status) + ")");
    }

    private static String words(Status status) {
      return status.getDescription() == null ? status.getCode().name() : status.getDescription();
    }

    @Override
    public void refused(HamletException refusal) {
      refused.completeExceptionally(refusal);
    }
  }
}
