package dev.hamlet.coordinator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.wire.RetryingWriter;
import dev.hamlet.coordinator.trace.TracedExperiment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracePublisherTest {

  private static final String URL = "http://prometheus:9090/api/v1/write";
  private static final SeriesName MODULE = new SeriesName("twin-1", "VDD_IN", "supply", true);

  @TempDir private Path folder;
  private final Deque<WriteReply> answers = new ArrayDeque<>();
  private final Map<SeriesName, TreeMap<Long, Double>> server = new TreeMap<>(byRail());
  private int tooMany;
  private TracedExperiment traced;
  private TracePublisher publisher;

  @BeforeEach
  void open() {
    traced = new TracedExperiment(folder);
    publisher = publisher();
  }

  @AfterEach
  void close() {
    publisher.close();
    traced.close();
  }

  @Test
  void trialsOfAnExperimentThatAsksForIt_arePublishedOnce() throws Exception {
    traced.addTrial(1, 1_000); // before it asked
    traced.store().traces().saveExport("e-1", URL, List.of());
    traced.addTrial(2, 7_000);
    publisher.look();
    publisher.look();

    assertThat(server.get(MODULE)).hasSize(7_000);
    assertThat(tooMany).isZero();
    PublishFigures figures = publisher.figures();
    assertThat(figures.samples()).containsEntry("written", 14_000L).containsEntry("rejected", 0L);
    assertThat(figures.trials()).containsEntry("published", 1L);
    assertThat(figures.waiting()).isZero();
    assertThat(figures.lastSuccessEpochMs()).isEqualTo(traced.clock().epochMs());
  }

  @Test
  void experimentThatDoesNotAsk_isLeftAlone() throws Exception {
    traced.addTrial(1, 1_000);
    publisher.look();
    assertThat(server).isEmpty();
  }

  /** 3 of 3 requests of 5,000 and less: the second fails twice, and nothing is sent twice. */
  @Test
  void serverThatIsAwayForAWhile_getsTheRestWhenItIsBack() throws Exception {
    traced.store().traces().saveExport("e-1", URL, List.of());
    traced.addTrial(1, 7_000);
    answers.add(reply(204, ""));
    answers.add(WriteReply.none("Connection refused"));
    answers.add(reply(503, ""));
    publisher.look();
    assertThat(publisher.figures().waiting()).isOne();
    publisher.look(); // too early: it waits
    assertThat(answers).hasSizeLessThanOrEqualTo(1);
    for (int i = 0; i < 3; i++) {
      traced.clock().advanceNs(31_000_000_000L);
      publisher.look();
    }

    assertThat(server.get(MODULE)).hasSize(7_000);
    assertThat(tooMany).isZero();
    assertThat(publisher.figures().samples()).containsEntry("written", 14_000L);
    assertThat(publisher.figures().batches())
        .containsEntry("none", 1L)
        .containsEntry("503", 1L)
        .containsEntry("204", 3L);
    assertThat(publisher.figures().waiting()).isZero();
  }

  @Test
  void restartWhileTheServerIsAway_forgetsNothing() throws Exception {
    traced.store().traces().saveExport("e-1", URL, List.of("VDD_IN"));
    traced.addTrial(1, 1_000);
    answers.add(WriteReply.none("Connection refused"));
    publisher.look();
    publisher = publisher();
    publisher.look();
    assertThat(server).containsOnlyKeys(MODULE);
    assertThat(server.get(MODULE)).hasSize(1_000);
  }

  @Test
  void rejectedSamples_areCountedAndPassedOver() throws Exception {
    traced.store().traces().saveExport("e-1", URL, List.of("VDD_IN"));
    traced.addTrial(1, 1_000);
    traced.addTrial(2, 1_000);
    answers.add(reply(400, "out of order sample"));
    publisher.look();

    assertThat(publisher.figures().samples())
        .containsEntry("rejected", 1_000L)
        .containsEntry("written", 1_000L);
    assertThat(server.get(MODULE)).hasSize(1_000);
  }

  @Test
  void samplesThatGrewTooOldWhileTheServerWasAway_areRefusedByName() throws Exception {
    traced.store().traces().saveExport("e-1", URL, List.of("VDD_IN"));
    traced.addTrial(1, 1_000);
    answers.add(WriteReply.none("Connection refused"));
    publisher.look();
    traced.clock().advanceNs(3 * 3_600_000_000_000L);
    publisher.look();
    assertThat(publisher.figures().samples())
        .containsEntry("too_old", 1_000L)
        .containsEntry("written", 0L);
    assertThat(publisher.figures().waiting()).isZero();
  }

  @Test
  void trialWhoseSamplesAreGone_isCountedAsMissing() throws Exception {
    traced.store().traces().saveExport("e-1", URL, List.of());
    traced.addTrial(1, 1_000, false);
    publisher.look();
    assertThat(publisher.figures().trials()).containsEntry("missing", 1L);
  }

  private TracePublisher publisher() {
    return new TracePublisher(
        traced.store().traces(),
        traced.reader(),
        traced.clock(),
        traced.clock(),
        traced.clock(),
        url -> sender());
  }

  private RetryingWriter.Sender sender() {
    return batch -> {
      WriteReply answer = answers.isEmpty() ? reply(204, "") : answers.remove();
      if (answer.status() == 204) {
        batch.forEach(this::take);
      }
      return answer;
    };
  }

  private void take(StampedSeries series) {
    TreeMap<Long, Double> samples = server.computeIfAbsent(series.name(), name -> new TreeMap<>());
    for (int i = 0; i < series.size(); i++) {
      boolean late = !samples.isEmpty() && series.epochMs()[i] <= samples.lastKey();
      tooMany += late ? 1 : 0;
      samples.put(series.epochMs()[i], series.watts()[i]);
    }
  }

  private static Comparator<SeriesName> byRail() {
    return Comparator.comparing(SeriesName::rail);
  }

  private static WriteReply reply(int status, String body) {
    return new WriteReply(status, body, Optional.empty());
  }
}
