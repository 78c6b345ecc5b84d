package dev.hamlet.agent.sensor.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.device.BoardLook.CoolingReading;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinFaultFileTest {

  private static final long SECOND_NS = 1_000_000_000;

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();

  @Test
  void everyKind_isReadWithItsAmount() {
    String text =
        """
        faults:
          - {kind: throttle, at: 20s, for: 15s, steps: 2}
          - {kind: power_mode, at: 1m, for: 30s, mode: MAXQ}
          - {kind: io_error, at: 2m, for: 500ms}
        """;
    assertThat(TwinFaultFile.parse("faults.yaml", text))
        .containsExactly(
            new Fault(FaultKind.THROTTLE, 20 * SECOND_NS, 15 * SECOND_NS, 2),
            new Fault(FaultKind.POWER_MODE, 60 * SECOND_NS, 30 * SECOND_NS, 1),
            new Fault(FaultKind.IO_ERROR, 120 * SECOND_NS, SECOND_NS / 2, 0));
  }

  @Test
  void mistakes_areNamedAtTheirPlaces() {
    String text =
        """
        faults:
          - {kind: throtle, at: 1s, for: 1s}
          - {kind: power_mode, at: 1s, for: 1s, mode: TURBO}
          - {kind: io_error, at: 1s, steps: 2}
        """;
    assertThatThrownBy(() -> TwinFaultFile.parse("faults.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("faults.yaml:2:")
        .hasMessageContaining("throttle")
        .hasMessageContaining("TURBO")
        .hasMessageContaining("faults.yaml:4:")
        .hasMessageContaining("steps");
  }

  @Test
  void twinWithFaults_throttlesLeavesItsModeAndCannotBeReadForAWhile() throws IOException {
    Path file = folder.resolve("faults.yaml");
    Files.writeString(
        file,
        """
        faults:
          - {kind: throttle, at: 1s, for: 1s, steps: 3}
          - {kind: power_mode, at: 3s, for: 1s, mode: MAXQ}
          - {kind: io_error, at: 5s, for: 1s}
          - {kind: not_ready, at: 7s, for: 1s}
        """);
    TwinDevice twin =
        TwinDevice.create(
            folder.resolve("ring"), 1, TwinDevice.DEFAULT_RAILS, Optional.of(file), clock);
    assertThat(readAfter(twin, SECOND_NS / 2)).isEqualTo(ReadOutcome.OK);
    assertThat(cooling(twin)).isZero();
    assertThat(readAfter(twin, SECOND_NS)).isEqualTo(ReadOutcome.OK);
    assertThat(cooling(twin)).isEqualTo(3);
    assertThat(readAfter(twin, 2 * SECOND_NS)).isEqualTo(ReadOutcome.OK);
    assertThat(cooling(twin)).isZero();
    assertThat(twin.board().powerMode()).isEqualTo("MAXQ");
    assertThat(readAfter(twin, 2 * SECOND_NS)).isEqualTo(ReadOutcome.FAILED);
    assertThat(twin.board().powerMode()).isEqualTo("MAXN");
    assertThat(readAfter(twin, 2 * SECOND_NS)).isEqualTo(ReadOutcome.NOT_READY);
    assertThat(readAfter(twin, SECOND_NS)).isEqualTo(ReadOutcome.OK);
  }

  private ReadOutcome readAfter(TwinDevice twin, long ns) {
    clock.advanceNs(ns);
    return twin.sensor().read(new long[3]);
  }

  private static long cooling(TwinDevice twin) {
    return twin.board().monitor().look().cooling().stream()
        .mapToLong(CoolingReading::state)
        .max()
        .orElse(0);
  }
}
