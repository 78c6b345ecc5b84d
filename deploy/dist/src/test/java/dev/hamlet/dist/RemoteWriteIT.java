package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.cli.trace.OpenMetricsFile;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.remote.MillisecondStamper;
import dev.hamlet.coordinator.remote.Refusal;
import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampRules;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteBatches;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.WriteReply.Meaning;
import dev.hamlet.coordinator.remote.wire.RemoteTarget;
import dev.hamlet.coordinator.remote.wire.RemoteWriteClient;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TraceOverview;
import dev.hamlet.proto.v1.TracePart;
import dev.hamlet.proto.v1.TraceSamples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samples of 1 kHz in a real Prometheus, sample by sample, and what it does with samples that come
 * twice, backwards, too late or too early. Samples have the phase and the jitter of a real sampling
 * loop, seeded; whole processes stand in {@link WholeProcessesIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteWriteIT {

  private static final long SEED = 20_261_123;
  private static final long MS = 1_000_000;
  private static final int WINDOW_MS = 10_000;

  private final SystemClock clock = new SystemClock();
  private final long nowMs = clock.epochMs();
  private final Path folder;
  private final PrometheusCheck server;
  private final RemoteWriteClient client;

  RemoteWriteIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.server = PrometheusCheck.receiving(subfolder("window"), true);
    this.client = client(server);
  }

  @BeforeAll
  void awaitServer() throws Exception {
    server.awaitReady();
    // the head of a server at work is at the present
    assertThat(written(ramp("head", nowMs - 1, 1)).meaning()).isEqualTo(Meaning.WRITTEN);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void tenSecondsAtOneKilohertz_comeBackSampleBySample() throws Exception {
    StampedSeries sent = kilohertz("exact", nowMs - 60_000);
    writeAll(WriteBatches.of(List.of(sent)));

    assertThat(back(sent)).hasSize(10_000).isEqualTo(asMap(sent));
    long endMs = sent.epochMs()[sent.size() - 1];
    assertThat(server.value("count_over_time(" + selector(sent) + "[11s])", endMs))
        .isEqualTo(10_000);
    // what the raw row of the device page asks for; a point each ms from the first to the last
    long startMs = sent.epochMs()[0];
    assertThat(server.pointsEachMillisecond(selector(sent), startMs, endMs))
        .isEqualTo((int) (endMs - startMs + 1));
  }

  @Test
  void samplesSentAgain_changeNothing() throws Exception {
    StampedSeries sent = kilohertz("again", nowMs - 90_000);
    writeAll(WriteBatches.of(List.of(sent)));
    writeAll(WriteBatches.of(List.of(sent)));
    assertThat(back(sent)).isEqualTo(asMap(sent));
  }

  @Test
  void requestsInReverseOrder_areAllThere() throws Exception {
    StampedSeries sent = kilohertz("reverse", nowMs - 120_000);
    List<List<StampedSeries>> batches = new ArrayList<>();
    for (int from = 0; from < sent.size(); from += 500) {
      batches.add(List.of(sent.part(from, from + 500)));
    }
    Collections.reverse(batches);
    writeAll(batches);
    assertThat(back(sent)).isEqualTo(asMap(sent));
  }

  @Test
  void olderThanTheWindow_isRefusedBeforeItLeavesAndForGoodIfItDoes() throws Exception {
    StampedSeries old = ramp("old", nowMs - Duration.ofHours(3).toMillis(), 100);

    WriteReply reply = written(old);
    assertThat(reply.meaning()).isEqualTo(Meaning.REJECTED);
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.sentence()).contains("out_of_order_time_window");

    Refusals refusals = new Refusals();
    assertThat(StampRules.DEFAULT.allowed(List.of(old), nowMs, refusals)).isEmpty();
    assertThat(refusals.counts()).isEqualTo(Map.of(Refusal.TOO_OLD, 100L));
  }

  /**
   * The server would take them, and they would then be the present that others are held against.
   */
  @Test
  void samplesOfTheFuture_neverLeave() throws Exception {
    StampedSeries future = ramp("future", nowMs + Duration.ofMinutes(30).toMillis(), 100);
    Refusals refusals = new Refusals();
    assertThat(StampRules.DEFAULT.allowed(List.of(future), nowMs, refusals)).isEmpty();
    assertThat(refusals.counts()).isEqualTo(Map.of(Refusal.IN_FUTURE, 100L));

    Path own = subfolder("future");
    try (PrometheusCheck other = PrometheusCheck.receiving(own, true).awaitReady()) {
      assertThat(client(other).send(List.of(future)).status()).isEqualTo(204);
    }
  }

  @Test
  void serverWithoutAWindow_refusesWhatComesLateAndAgainAndSaysSo() throws Exception {
    try (PrometheusCheck strict =
        PrometheusCheck.receiving(subfolder("strict"), false).awaitReady()) {
      StampedSeries sent = kilohertz("strict", nowMs - 60_000);
      assertThat(client(strict).send(List.of(sent.part(5_000, 10_000))).status()).isEqualTo(204);
      WriteReply late = client(strict).send(List.of(sent.part(0, 5_000)));
      assertThat(late.status()).isEqualTo(400);
      assertThat(late.meaning()).isEqualTo(Meaning.REJECTED);
      assertThat(late.sentence()).contains("out_of_order_time_window");
    }
  }

  @Test
  void serverWithoutTheReceiver_namesTheSwitch() throws Exception {
    try (PrometheusCheck deaf = PrometheusCheck.deaf(subfolder("deaf")).awaitReady()) {
      WriteReply reply = client(deaf).send(List.of(ramp("deaf", nowMs, 1)));
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.concernsAll()).isTrue();
      assertThat(reply.sentence()).contains("--web.enable-remote-write-receiver");
    }
  }

  /** Three hours old: too late for any remote write, not for a file. */
  @Test
  void fileOfOldSamples_becomesBlocksThatAServerServes() throws Exception {
    Path own = subfolder("backfill");
    StampedSeries old = kilohertz("old-trial", nowMs - Duration.ofHours(3).toMillis());
    Path file = own.resolve("traces.om");
    try (OpenMetricsFile writer = new OpenMetricsFile(file, (stage, detail) -> {})) {
      for (TracePart part : parts(old)) {
        writer.read(part);
      }
      assertThat(file).doesNotExist();
      writer.finish();
    }
    assertThat(own).isDirectoryNotContaining("glob:**.part-*");

    promtool("tsdb", "create-blocks-from", "openmetrics", file.toString(), own + "/prometheus");
    try (PrometheusCheck served = PrometheusCheck.receiving(own, true).awaitReady()) {
      long endMs = old.epochMs()[old.size() - 1];
      assertThat(served.samples(selector(old) + "[11s]", endMs)).isEqualTo(asMap(old));
    }
  }

  private static void promtool(String... arguments) throws Exception {
    PrometheusCheck.requireInstalled("promtool");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }

  /** A sampling loop: deadlines of 1 ms on a phase, wake-ups late by 0.1 ms in the mean. */
  private StampedSeries kilohertz(String device, long startMs) {
    SplittableRandom random = new SplittableRandom(SEED + device.hashCode());
    long[] epochNs = new long[WINDOW_MS];
    double[] watts = new double[WINDOW_MS];
    long phaseNs = random.nextLong(MS);
    for (int i = 0; i < WINDOW_MS; i++) {
      long lateNs = Math.min(900_000, Math.round(-Math.log(1 - random.nextDouble()) * 100_000));
      epochNs[i] = (startMs + i) * MS + phaseNs + lateNs;
      watts[i] = 4 + Math.sin(i / 100.0) + random.nextDouble();
    }
    Refusals refusals = new Refusals();
    StampedSeries series = new MillisecondStamper(name(device)).stamp(epochNs, watts, refusals);
    assertThat(refusals.total()).as("seed %d", SEED).isZero();
    for (int i = 0; i < WINDOW_MS; i++) {
      assertThat((double) series.epochMs()[i]).isCloseTo(epochNs[i] / 1e6, within(1.0));
    }
    return series;
  }

  private static StampedSeries ramp(String device, long startMs, int samples) {
    long[] stamps = new long[samples];
    double[] watts = new double[samples];
    for (int i = 0; i < samples; i++) {
      stamps[i] = startMs + i;
      watts[i] = i;
    }
    return new StampedSeries(name(device), stamps, watts);
  }

  private static List<TracePart> parts(StampedSeries series) {
    List<TracePart> parts = new ArrayList<>();
    parts.add(TracePart.newBuilder().setOverview(TraceOverview.newBuilder().setTrials(1)).build());
    parts.add(
        TracePart.newBuilder()
            .setHead(TraceHead.newBuilder().setDevice(series.name().device()))
            .build());
    TraceSamples.Builder samples =
        TraceSamples.newBuilder()
            .setRail(series.name().rail())
            .setScope(series.name().scope())
            .setSimulated(series.name().simulated())
            .setFirstEpochMs(series.epochMs()[0]);
    for (int i = 0; i < series.size(); i++) {
      long stepMs = i == 0 ? 0 : series.epochMs()[i] - series.epochMs()[i - 1];
      samples.addStepMs((int) stepMs).addWatts(series.watts()[i]);
    }
    parts.add(TracePart.newBuilder().setSamples(samples).build());
    return parts;
  }

  private void writeAll(List<List<StampedSeries>> batches) throws InterruptedException {
    for (List<StampedSeries> batch : batches) {
      assertThat(client.send(batch)).matches(reply -> reply.status() == 204);
    }
  }

  private WriteReply written(StampedSeries series) throws InterruptedException {
    return client.send(List.of(series));
  }

  private SortedMap<Long, Double> back(StampedSeries sent) throws Exception {
    return server.samples(selector(sent) + "[11s]", sent.epochMs()[sent.size() - 1]);
  }

  private static SortedMap<Long, Double> asMap(StampedSeries series) {
    SortedMap<Long, Double> samples = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      samples.put(series.epochMs()[i], series.watts()[i]);
    }
    return samples;
  }

  private static String selector(StampedSeries series) {
    return "hamlet_device_power_raw_watts{device=\"" + series.name().device() + "\"}";
  }

  private static SeriesName name(String device) {
    return new SeriesName(device, "VDD_IN", "supply", true);
  }

  private static RemoteWriteClient client(PrometheusCheck server) {
    return new RemoteWriteClient(RemoteTarget.of(server.writeUrl()));
  }

  private Path subfolder(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }
}
