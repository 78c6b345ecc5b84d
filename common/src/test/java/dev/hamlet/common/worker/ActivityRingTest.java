package dev.hamlet.common.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ActivityRingTest {

  @TempDir Path folder;

  private Path file;

  private record Edge(long monotonicNs, int levelMilli) {}

  @BeforeEach
  void nameFile() {
    file = folder.resolve("activity");
  }

  @Test
  void publishedEdges_areDrainedInOrderAndOnce() {
    ActivityRing reader = ActivityRing.create(file, 8);
    ActivityRing writer = ActivityRing.open(file);

    writer.publish(100, 2000);
    writer.publish(200, 0);

    assertThat(drained(reader)).containsExactly(new Edge(100, 2000), new Edge(200, 0));
    assertThat(drained(reader)).isEmpty();
    assertThat(reader.overruns()).isZero();
  }

  @Test
  void writerLapsReader_keepsNewestAndCountsTheRest() {
    ActivityRing reader = ActivityRing.create(file, 4);
    ActivityRing writer = ActivityRing.open(file);

    for (int i = 0; i < 10; i++) {
      writer.publish(i, i);
    }

    assertThat(drained(reader))
        .containsExactly(new Edge(6, 6), new Edge(7, 7), new Edge(8, 8), new Edge(9, 9));
    assertThat(reader.overruns()).isEqualTo(6);
  }

  @Test
  void secondWriter_continuesWhereTheFirstStopped() {
    ActivityRing reader = ActivityRing.create(file, 4);
    ActivityRing.open(file).publish(1, 1000);
    ActivityRing.open(file).publish(2, 0);
    reader.publish(3, 500);

    assertThat(drained(reader))
        .containsExactly(new Edge(1, 1000), new Edge(2, 0), new Edge(3, 500));
  }

  @Test
  void writerDiedInTheMiddle_edgeIsNeverSeenAndTheNextOneIs() {
    ActivityRing reader = ActivityRing.create(file, 4);
    RingFile.LONGS.setVolatile(RingFile.open(file), RingFile.SLOTS + RingFile.STAMP, 77L);

    assertThat(drained(reader)).isEmpty();
    ActivityRing.open(file).publish(5, 1000);
    assertThat(drained(reader)).containsExactly(new Edge(5, 1000));
  }

  @Test
  void slotBeingOverwritten_isCountedNotHandedOver() {
    ActivityRing reader = ActivityRing.create(file, 2);
    reader.publish(1, 1);
    RingFile.LONGS.setVolatile(RingFile.open(file), RingFile.SLOTS, 0L);

    assertThat(drained(reader)).isEmpty();
    assertThat(reader.overruns()).isEqualTo(1);
  }

  @Test
  void countRunsBackwards_readerFollowsAndCounts() {
    ActivityRing reader = ActivityRing.create(file, 4);
    reader.publish(1, 1);
    reader.publish(2, 2);
    assertThat(drained(reader)).hasSize(2);
    RingFile.LONGS.setVolatile(RingFile.open(file), RingFile.PUBLISHED, 0L);

    assertThat(drained(reader)).isEmpty();
    assertThat(reader.overruns()).isEqualTo(1);
  }

  @Test
  @Timeout(20)
  void fastWriter_readerNeverSeesATornEdgeAndAccountsForAll() throws InterruptedException {
    ActivityRing reader = ActivityRing.create(file, 16);
    ActivityRing writer = ActivityRing.open(file);
    int edges = 200_000;
    Thread thread = new Thread(() -> publishMany(writer, edges));
    AtomicBoolean torn = new AtomicBoolean();
    long[] lastNs = {-1};
    EdgeConsumer check =
        (monotonicNs, levelMilli) -> {
          if (levelMilli != (int) (monotonicNs * 7) || monotonicNs <= lastNs[0]) {
            torn.set(true);
          }
          lastNs[0] = monotonicNs;
        };

    thread.start();
    long drained = 0;
    while (thread.isAlive()) {
      drained += reader.drain(check);
    }
    thread.join(TimeUnit.SECONDS.toMillis(10));
    drained += reader.drain(check);

    assertThat(torn).isFalse();
    assertThat(drained + reader.overruns()).isEqualTo(edges);
  }

  @Test
  void fileThatIsNoRing_isRefused() throws IOException {
    Files.write(file, new byte[4096]);

    assertThatThrownBy(() -> ActivityRing.open(file))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("is not an activity ring");
    assertThatThrownBy(() -> ActivityRing.open(folder.resolve("absent")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("cannot be opened");
    assertThatThrownBy(() -> ActivityRing.create(file, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void createOverAnOlderRing_leavesNoFilesBehind() throws IOException {
    ActivityRing.create(file, 4).publish(1, 1);
    ActivityRing reader = ActivityRing.create(file, 4);

    assertThat(drained(reader)).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static void publishMany(ActivityRing writer, int edges) {
    for (int i = 0; i < edges; i++) {
      writer.publish(i, i * 7);
    }
  }

  private static List<Edge> drained(ActivityRing reader) {
    List<Edge> edges = new ArrayList<>();
    int count =
        reader.drain((monotonicNs, levelMilli) -> edges.add(new Edge(monotonicNs, levelMilli)));
    assertThat(count).isEqualTo(edges.size());
    return edges;
  }
}
