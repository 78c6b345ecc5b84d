package dev.hamlet.coordinator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.FakeTelemetryLog;
import dev.hamlet.coordinator.telemetry.Records;
import dev.hamlet.proto.v1.SampleColumns;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryHello;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryIngestServiceTest {

  private static final String SESSION = "session";

  private final FakeTelemetryLog kept = new FakeTelemetryLog();
  private final GatedLog log = new GatedLog(kept);
  private final CountingIngestMetrics metrics = new CountingIngestMetrics();
  private final List<TelemetryRecord> heard = new CopyOnWriteArrayList<>();
  private final List<String> admitted = new CopyOnWriteArrayList<>();
  private final ManualClock clock = new ManualClock();
  private final TelemetryIngestService service =
      new TelemetryIngestService(
          log, this::admit, metrics, (record, receivedNs) -> heard.add(record), clock);
  private Server server;
  private ManagedChannel channel;

  private Optional<String> admit(String device, String boot, String session) {
    admitted.add(device + " " + boot + " " + session);
    return device.startsWith("tx2")
        ? Optional.empty()
        : Optional.of("Device " + device + " is not registered; start its agent's control stream.");
  }

  @BeforeEach
  void start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(service).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
    service.start();
  }

  @AfterEach
  void stop() {
    log.open();
    service.close();
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void batches_areKeptAcknowledgedAndHeard() throws Exception {
    FakeAgent agent = agent("tx2-a");
    for (int sequence = 1; sequence <= 200; sequence++) {
      agent.send(Records.samples("tx2-a", SESSION, sequence));
    }

    agent.awaitAck(200);

    assertThat(kept.durableThrough("tx2-a", SESSION)).isEqualTo(200);
    IngestCounts counts = countsOf("tx2-a");
    assertThat(counts.received()).isEqualTo(200);
    assertThat(counts.accepted()).isEqualTo(200);
    assertThat(counts.samples()).isEqualTo(200L * Records.SIZE);
    assertThat(counts.bytes()).isPositive();
    assertThat(heard).extracting(TelemetryRecord::sequence).hasSize(200).isSorted();
  }

  @Test
  void acknowledgement_waitsForDurability() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.awaitAck(0);
    log.shut();
    agent.send(Records.samples("tx2-a", SESSION, 1));

    log.awaitBlocked();
    assertThat(agent.hasNoAck()).isTrue();
    assertThat(heard).isEmpty();

    log.open();
    agent.awaitAck(1);
  }

  @Test
  void slowLog_boundsWhatWaits() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.awaitAck(0);
    log.shut();
    for (int sequence = 1; sequence <= 5 * TelemetryStream.WINDOW; sequence++) {
      agent.send(Records.samples("tx2-a", SESSION, sequence));
    }
    log.awaitBlocked();

    // the rest stays on the client's side: only durable batches ask for more
    assertThat(countsOf("tx2-a").received()).isLessThanOrEqualTo(TelemetryStream.WINDOW);

    log.open();
    agent.awaitAck(5L * TelemetryStream.WINDOW);
  }

  @Test
  void resentBatches_areIdempotent() throws Exception {
    FakeAgent first = agent("tx2-a");
    first.send(Records.samples("tx2-a", SESSION, 1)).send(Records.samples("tx2-a", SESSION, 2));
    first.awaitAck(2);
    first.cut();

    FakeAgent second = agent("tx2-a");
    second.awaitAck(2);
    for (int sequence = 1; sequence <= 3; sequence++) {
      second.send(Records.samples("tx2-a", SESSION, sequence));
    }
    second.awaitAck(3);

    assertThat(kept.records()).extracting(TelemetryRecord::sequence).containsExactly(1L, 2L, 3L);
    assertThat(heard).hasSize(3);
    IngestCounts counts = countsOf("tx2-a");
    assertThat(counts.received()).isEqualTo(5);
    assertThat(counts.accepted()).isEqualTo(3);
    assertThat(counts.duplicates()).isEqualTo(2);
  }

  @Test
  void reorderedBatches_areRefused() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.send(Records.samples("tx2-a", SESSION, 1)).send(Records.samples("tx2-a", SESSION, 3));

    Status end = agent.awaitEnd();

    assertThat(end.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(end.getDescription()).contains("Batch 3", "where 2 was expected");
    assertThat(countsOf("tx2-a").rejected()).isEqualTo(1);
  }

  @Test
  void lossOnTheAgentsSide_isCountedAndPassedOver() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.send(Records.samples("tx2-a", SESSION, 6));

    agent.awaitAck(6);

    assertThat(countsOf("tx2-a").gapSequences()).isEqualTo(5);
  }

  /** Sent again it would be as unreadable: what covers it is lost, what follows is not. */
  @Test
  void unreadableBatch_isLostByNameAndCounted() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.send(Records.samples("tx2-a", SESSION, 1)).send(unreadable(2));
    agent.send(Records.samples("tx2-a", SESSION, 3));

    agent.awaitAck(3);

    assertThat(kept.records()).extracting(TelemetryRecord::sequence).containsExactly(1L, 3L);
    IngestCounts counts = countsOf("tx2-a");
    assertThat(counts.received()).isEqualTo(3);
    assertThat(counts.accepted()).isEqualTo(2);
    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(BatchName.of(unreadable(2)))
        .contains("batch 2 of device tx2-a", SESSION, "group", "ns");
  }

  private static TelemetryBatch unreadable(long sequence) {
    TelemetryBatch good = TelemetryMapping.toMessage(Records.samples("tx2-a", SESSION, sequence));
    SampleColumns noColumns =
        good.getSamples().toBuilder().clearColumns().clearHalfWidthNs().build();
    return good.toBuilder().setSamples(noColumns).build();
  }

  @Test
  void silentStream_isClosedAndMayComeAgain() throws Exception {
    FakeAgent silent = new FakeAgent(channel);
    silent.awaitOpen(); // streams open in any order: one after the clock's step would be in time
    FakeAgent speaks = agent("tx2-a");
    speaks.awaitAck(0);
    clock.advanceNs(TelemetryStream.HELLO_WITHIN.toNanos());

    service.tick();

    Status end = silent.awaitEnd();
    assertThat(end.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(end.getDescription()).contains("no hello within 10 s");
    assertThat(service.openStreams()).isEqualTo(1);
  }

  @Test
  void unknownDevice_isRefusedWithASentence() throws Exception {
    Status end = agent("stranger").awaitEnd();

    assertThat(end.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(end.getDescription()).contains("stranger is not registered");
    assertThat(metrics.refusedStreams()).isEqualTo(1);
  }

  @Test
  void leftBehindByAnEarlierLife_isLetInForTheLifeThatSendsIt() throws Exception {
    TelemetryHello hello =
        TelemetryHello.newBuilder()
            .setDevice("tx2-a")
            .setBootId("boot")
            .setSessionId(SESSION)
            .setSentByBootId("boot-2")
            .setSentBySessionId("session-2")
            .setProtocolMajor(1)
            .build();
    FakeAgent agent = new FakeAgent(channel).hello(hello);
    agent.send(Records.samples("tx2-a", SESSION, 1));

    agent.awaitAck(1);

    assertThat(kept.durableThrough("tx2-a", SESSION)).isEqualTo(1);
    assertThat(admitted).containsExactly("tx2-a boot-2 session-2");
  }

  @Test
  void distantProtocolVersion_isRefused() throws Exception {
    TelemetryHello hello =
        TelemetryHello.newBuilder()
            .setDevice("tx2-a")
            .setBootId("boot")
            .setSessionId(SESSION)
            .setProtocolMajor(2)
            .build();

    Status end = new FakeAgent(channel).hello(hello).awaitEnd();

    assertThat(end.getDescription()).contains("protocol 2.0", "1.1");
  }

  @Test
  void streamWithoutHello_isRefused() throws Exception {
    Status end = new FakeAgent(channel).send(Records.samples("tx2-a", SESSION, 1)).awaitEnd();

    assertThat(end.getDescription()).contains("begins with a hello");
  }

  @Test
  void secondHello_isRefused() throws Exception {
    assertThat(agent("tx2-a").hello("tx2-a", SESSION).awaitEnd().getDescription())
        .contains("hello once");
  }

  @Test
  void batchOfAnotherDevice_isRefused() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.send(Records.samples("tx2-b", SESSION, 1));

    assertThat(agent.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(kept.records()).isEmpty();
  }

  @Test
  void fullDisk_endsTheStreamWithoutAcknowledgement() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.awaitAck(0);
    kept.full(true);
    agent.send(Records.samples("tx2-a", SESSION, 1));

    assertThat(agent.awaitEnd().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(agent.hasNoAck()).isTrue();
    assertThat(countsOf("tx2-a").rejected()).isEqualTo(1);

    kept.full(false);
    FakeAgent again = agent("tx2-a");
    again.send(Records.samples("tx2-a", SESSION, 1));
    again.awaitAck(1);
    IngestCounts counts = countsOf("tx2-a");
    assertThat(counts.received())
        .isEqualTo(counts.accepted() + counts.duplicates() + counts.rejected());
  }

  @Test
  void newerStream_endsTheOlder() throws Exception {
    FakeAgent older = agent("tx2-a");
    older.awaitAck(0);

    FakeAgent newer = agent("tx2-a");
    newer.awaitAck(0);

    assertThat(older.awaitEnd().getDescription()).contains("newer stream");
    newer.send(Records.samples("tx2-a", SESSION, 1));
    newer.awaitAck(1);
    assertThat(service.openStreams()).isEqualTo(1);
  }

  @Test
  void finishedStream_completesAfterItsBatchesAreDurable() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.send(Records.samples("tx2-a", SESSION, 1));
    agent.finish();

    assertThat(agent.awaitEnd().isOk()).isTrue();
    assertThat(kept.durableThrough("tx2-a", SESSION)).isEqualTo(1);
  }

  @Test
  void closedService_endsStreamsAsUnavailable() throws Exception {
    FakeAgent agent = agent("tx2-a");
    agent.awaitAck(0);

    service.close();

    assertThat(agent.awaitEnd().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private FakeAgent agent(String device) {
    return new FakeAgent(channel).hello(device, SESSION);
  }

  private IngestCounts countsOf(String device) {
    return metrics.snapshot().stream()
        .filter(counts -> counts.device().equals(device))
        .findFirst()
        .orElseThrow();
  }
}
