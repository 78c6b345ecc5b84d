package dev.hamlet.agent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.lease.Artifacts;
import dev.hamlet.agent.uplink.outbox.Batches;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.TelemetryOutbox;
import dev.hamlet.common.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's own code on a simulated disk. */
class BoardFilesTest {

  private static final Duration WHILE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private BoardFiles files;

  @BeforeEach
  void make() {
    files = BoardFiles.own(folder, "sim-0001", new Artifacts(folder.resolve("far")), clock, clock);
  }

  @Test
  void telemetryOfAFullBoard_waitsInMemoryAndSpillsOnceThereIsRoom() {
    try (TelemetryOutbox outbox =
        new TelemetryOutbox(
            Batches.SESSION, new OutboxLimits(1 << 20, 0, 1 << 20), files.spool())) {
      outbox.offer(Batches.samples(1));
      files.fill().accept(WHILE);

      assertThat(outbox.spill()).isFalse();
      assertThat(outbox.counters().diskFailures()).isEqualTo(1);
      assertThat(outbox.counters().pending()).isEqualTo(1);
      assertThat(outbox.counters().spooled()).isZero();
      assertThat(outbox.next()).as("nothing is lost").isPresent();

      clock.advanceNs(WHILE.toNanos());
      var unused = outbox.spill();
      assertThat(outbox.counters().spooled()).isEqualTo(1);
      outbox.rewind();
      assertThat(outbox.next()).isPresent();
    }
    assertThat(folder.resolve("boards").resolve("sim-0001").resolve("telemetry.spool")).exists();
  }

  @Test
  void boardWithoutADiskOfItsOwn_cannotBeFilled() {
    BoardFiles shared = BoardFiles.shared(folder, "sim-0002", files.requests().get());

    assertThatThrownBy(() -> shared.fill().accept(WHILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sim-0002");
  }
}
