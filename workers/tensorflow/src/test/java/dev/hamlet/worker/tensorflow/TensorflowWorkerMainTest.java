package dev.hamlet.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.MessageCodec;
import dev.hamlet.common.worker.Reply;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.WorkerEnvironment;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker as an agent starts it: a process of its own. */
@Timeout(120)
class TensorflowWorkerMainTest {

  private static final long MS = 1_000_000L;

  @TempDir private Path folder;
  private final SystemClock clock = new SystemClock();

  @Test
  void process_publishesItsActivityAndEndsWithItsSocket() throws Exception {
    Path ringFile = folder.resolve("ring");
    ActivityRing ring = ActivityRing.create(ringFile, 1 << 14);
    Path socket = folder.resolve("s");
    Process process;
    Reply.Burst burst;
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket));
      process = start(new WorkerEnvironment(socket, Optional.of(ringFile), Optional.of(folder)));
      try (FrameChannel agent = new FrameChannel(listener.accept(), clock)) {
        assertHello(agent);
        ask(agent, TinySavedModel.in(folder, 1).load(1, Map.of()), Reply.Load.class);
        burst = ask(agent, new Request.Burst(0, 20, MS, MS, 7), Reply.Burst.class);
      }
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertEdges(ring, burst);
  }

  @Test
  void processWithoutASocket_saysSoAndEndsWithTwo() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().remove(WorkerEnvironment.SOCKET);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).contains("HAMLET_WORKER_SOCKET is not set");
  }

  private void assertHello(FrameChannel agent) throws IOException {
    long sentNs = clock.monotonicNs();
    Reply.Hello hello = ask(agent, new Request.Hello(Request.PROTOCOL), Reply.Hello.class);
    assertThat(hello.runtime()).isEqualTo("tensorflow");
    assertThat(hello.monotonicNs()).isBetween(sentNs, clock.monotonicNs());
  }

  /** Two edges of the load, then two of each inference with the very stamps of its span. */
  private static void assertEdges(ActivityRing ring, Reply.Burst burst) {
    List<Long> busyNs = new ArrayList<>();
    List<Long> idleNs = new ArrayList<>();
    ring.drain((monotonicNs, level) -> (level == 0 ? idleNs : busyNs).add(monotonicNs));
    int inferences = burst.spans().size();
    assertThat(busyNs).hasSize(1 + inferences);
    assertThat(idleNs).hasSize(1 + inferences);
    for (int i = 0; i < inferences; i++) {
      assertThat(busyNs.get(1 + i)).isEqualTo(burst.spans().startNs()[i]);
      assertThat(idleNs.get(1 + i)).isEqualTo(burst.spans().endNs()[i]);
    }
  }

  private static Process start(WorkerEnvironment environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command()).inheritIO();
    environment.into(builder.environment());
    return builder.start();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
        "-cp",
        System.getProperty("java.class.path"),
        TensorflowWorkerMain.class.getName());
  }

  private static <R extends Reply> R ask(FrameChannel agent, Request request, Class<R> expected)
      throws IOException {
    agent.send(MessageCodec.encode(request), FrameChannel.NO_DEADLINE);
    return expected.cast(MessageCodec.reply(agent.receive(FrameChannel.NO_DEADLINE).orElseThrow()));
  }
}
