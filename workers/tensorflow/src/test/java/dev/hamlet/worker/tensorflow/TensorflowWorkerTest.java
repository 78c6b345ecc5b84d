package dev.hamlet.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.MessageCodec;
import dev.hamlet.common.worker.Reply;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.Activity;
import dev.hamlet.common.worker.serve.WorkerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real TensorFlow, asked over a real socket. */
@Timeout(120)
class TensorflowWorkerTest {

  private static final long MS = 1_000_000L;
  private static final int OPEN = -1;

  @TempDir private Path folder;
  private final SystemClock clock = new SystemClock();
  private FrameChannel agent;
  private CompletableFuture<Void> served;

  @BeforeEach
  void connect() throws IOException {
    Path path = folder.resolve("s");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      FrameChannel worker = FrameChannel.connect(path, clock);
      agent = new FrameChannel(listener.accept(), clock);
      served = CompletableFuture.runAsync(() -> serve(worker));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    agent.close();
    served.get(20, TimeUnit.SECONDS);
  }

  @Test
  void burst_hasSpansInOrderGapsAndTheRightPrediction() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, OPEN);
    assertThat(ask(tiny.load(2, Map.of()), Reply.Load.class).loadNs()).isPositive();
    assertThat(ask(new Request.Warm(5 * MS, 10), Reply.Warm.class).inferences())
        .isGreaterThanOrEqualTo(10);
    long sentNs = clock.monotonicNs();
    Reply.Burst burst = ask(new Request.Burst(200 * MS, 50, 5 * MS, 2 * MS, 42), Reply.Burst.class);
    Spans spans = burst.spans();
    assertThat(burst.prediction()).isEqualTo(2);
    assertThat(spans.startNs()[0]).isGreaterThanOrEqualTo(sentNs);
    assertThat(spans.endNs()[spans.size() - 1]).isLessThanOrEqualTo(clock.monotonicNs());
    assertThat(spans.endNs()[spans.size() - 1] - spans.startNs()[0])
        .isGreaterThanOrEqualTo(200 * MS);
    assertThat(spans.size()).isGreaterThanOrEqualTo(50);
    assertGaps(spans, 5 * MS);
  }

  /**
   * Gaps are uniform up to 2 ms, so nearly all are longer than 50 us; which ones are not, the seed
   * decides. How many are due is up to how busy the machine is.
   */
  private static void assertGaps(Spans spans, long workBeforeGapNs) {
    int due = 0;
    int gaps = 0;
    long workNs = 0;
    for (int i = 1; i < spans.size(); i++) {
      workNs += spans.durationNs(i - 1);
      if (workNs >= workBeforeGapNs) {
        due++;
        gaps += spans.startNs()[i] - spans.endNs()[i - 1] > MS / 20 ? 1 : 0;
        workNs = 0;
      }
    }
    assertThat(due).as("pauses due after %d ns of work", workBeforeGapNs).isPositive();
    assertThat(2 * gaps).as("of %d pauses", due).isGreaterThanOrEqualTo(due);
  }

  @Test
  void evaluation_runsInBatchesAndCountsNotANumberAsNoClass() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, OPEN);
    ask(tiny.load(0, Map.of()), Reply.Load.class);
    assertEvaluated(tiny);
    assertThat(ask(new Request.Describe(), Reply.Describe.class).properties())
        .containsEntry("greatest_batch", "64")
        .containsEntry("optimizer", "on")
        .containsEntry("runtime_version", "2.18.0");
  }

  @Test
  void modelOfOneInputAtATime_isEvaluatedOneByOne() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, 1);
    ask(tiny.load(0, Map.of("optimizer", "off")), Reply.Load.class);
    assertEvaluated(tiny);
    assertThat(ask(new Request.Describe(), Reply.Describe.class).properties())
        .containsEntry("greatest_batch", "1")
        .containsEntry("optimizer", "off");
  }

  private void assertEvaluated(TinySavedModel tiny) throws IOException {
    Request all = new Request.Evaluate(tiny.inputFile(), TinySavedModel.INPUTS);
    int[] classes = ask(all, Reply.Evaluate.class).classes();
    int last = TinySavedModel.INPUTS - 1;
    assertThat(classes).hasSize(last + 1);
    for (int i = 0; i < last; i++) {
      assertThat(classes[i]).as("input %d", i).isEqualTo(i % TinySavedModel.CLASSES);
    }
    assertThat(classes[last]).isEqualTo(TinySavedModel.CLASSES);
  }

  @Test
  void brokenFileOrWrongManifest_isTheModelsFault() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, OPEN);
    assertModelFault(tiny.load(0, 1, "logits", Map.of()), "no output logits: it has [scores]");
    assertModelFault(tiny.load(0, Map.of("optimiser", "off")), "no option optimiser");
    Files.write(tiny.model().resolve("saved_model.pb"), new byte[] {1, 2, 3});
    assertModelFault(tiny.load(0, Map.of()), "TensorFlow");
    Files.delete(tiny.model().resolve("saved_model.pb"));
    assertModelFault(tiny.load(0, Map.of()), "no saved_model.pb");
  }

  private void assertModelFault(Request request, String reason) throws IOException {
    Reply.Failure failure = ask(request, Reply.Failure.class);
    assertThat(failure.message()).contains(reason);
    assertThat(failure.modelFault()).isTrue();
  }

  @Test
  void otherNumberOfThreads_needsAnotherProcess() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, OPEN);
    ask(tiny.load(0, Map.of()), Reply.Load.class);
    Reply.Failure failure = ask(tiny.load(0, 2, "scores", Map.of()), Reply.Failure.class);
    assertThat(failure.message()).contains("start another for 2");
    assertThat(failure.modelFault()).isFalse();
  }

  @Test
  void unloadedModel_runsNoMore() throws IOException {
    TinySavedModel tiny = TinySavedModel.in(folder, OPEN);
    ask(tiny.load(0, Map.of()), Reply.Load.class);
    ask(new Request.Unload(), Reply.Unload.class);
    assertThat(ask(new Request.Warm(0, 1), Reply.Failure.class).message()).contains("no model");
  }

  private <R extends Reply> R ask(Request request, Class<R> expected) throws IOException {
    agent.send(MessageCodec.encode(request), FrameChannel.NO_DEADLINE);
    Reply reply = MessageCodec.reply(agent.receive(FrameChannel.NO_DEADLINE).orElseThrow());
    assertThat(reply).isInstanceOf(expected);
    return expected.cast(reply);
  }

  private void serve(FrameChannel worker) {
    TensorflowRunner runner = TensorflowRunner.start();
    try (worker) {
      new WorkerServer(worker, runner, clock, clock, Activity.NONE, fault -> {}).serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
