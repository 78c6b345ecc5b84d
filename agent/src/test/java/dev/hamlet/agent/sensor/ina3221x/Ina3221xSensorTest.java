package dev.hamlet.agent.sensor.ina3221x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ina3221xSensorTest {

  @TempDir Path folder;

  private final long[] values = new long[3];

  @Test
  void scriptedWaveform_isReadAsWritten() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    try (Ina3221xSensor sensor = openDefault()) {
      for (long milliwatts : new long[] {1876, 3056, 12_345, 7, 0, -38}) {
        tree.power("0-0041", 1, 0, milliwatts + "\n");
        assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
        assertThat(values).containsExactly(milliwatts, 152, 229);
      }
    }
  }

  @Test
  void renumberedDevices_areFoundByName() throws IOException {
    FakeTree.module(folder, 7, 3);
    try (Ina3221xSensor sensor = openDefault()) {
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(values).containsExactly(1876, 152, 229);
    }
  }

  @Test
  void suppliesAndComponents_areToldApart() throws IOException {
    FakeTree.module(folder, 0, 1).rail("0-0042", 2, 0, "VDD_MUX", 1500);
    try (Ina3221xSensor sensor =
        Ina3221xSensor.open(folder, List.of("VDD_IN", "VDD_MUX", "VDD_SYS_CPU"))) {
      assertThat(sensor.group().rails().stream().map(Rail::scope))
          .containsExactly(RailScope.SUPPLY, RailScope.SUPPLY, RailScope.COMPONENT);
    }
  }

  @Test
  void notConnectedAndUnreadableChannels_areLeftOut() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    tree.rail("0-0043", 3, 0, "NC", 0);
    tree.rail("0-0043", 3, 1, "VDD_1V8_IO", 5);
    PowerFiles dead =
        path -> {
          if (path.toString().contains("0-0043")) {
            throw new IOException("Input/output error");
          }
          return PowerFiles.SYSTEM.open(path);
        };

    assertThat(new IioTree(folder, dead).rails().stream().map(IioRail::name))
        .containsExactly(
            "VDD_SYS_GPU", "VDD_SYS_SOC", "VDD_4V0_WIFI", "VDD_IN", "VDD_SYS_CPU", "VDD_SYS_DDR");
    assertThat(new IioTree(folder).rails().stream().map(IioRail::name))
        .contains("VDD_1V8_IO")
        .doesNotContain("NC");
  }

  @Test
  void missingRail_isRefusedNamingWhatThereIs() throws IOException {
    FakeTree.module(folder, 0, 1);

    assertThatThrownBy(() -> Ina3221xSensor.open(folder, List.of("VDD_I")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no rail VDD_I below")
        .hasMessageContaining("VDD_IN");
  }

  @Test
  void noDriver_findsNothing() {
    assertThat(new IioTree(folder).rails()).isEmpty();
  }

  @Test
  void notReadyAndErrors_areOutcomesNotExceptions() throws IOException {
    FakeTree.module(folder, 0, 1);
    Deque<String> script = new ArrayDeque<>(List.of("1", "EAGAIN", "", "EIO", "12x\n", "7\n"));
    PowerFiles files = path -> new ScriptedFile(script);
    try (Ina3221xSensor sensor = scripted(files)) {
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.NOT_READY);
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.NOT_READY);
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.FAILED);
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.FAILED);
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(values[0]).isEqualTo(7);
    }
  }

  @Test
  void realInputOutputError_isFailed() throws IOException {
    Path memory = Path.of("/proc/self/mem");
    assumeThat(Files.isReadable(memory)).as("needs /proc/self/mem, which fails at 0").isTrue();
    FakeTree.module(folder, 0, 1);
    Deque<String> discovery = new ArrayDeque<>(List.of("1"));
    PowerFiles files =
        path ->
            discovery.isEmpty() && path.endsWith("in_power0_input")
                ? PowerFiles.SYSTEM.open(memory)
                : new ScriptedFile(discovery);
    try (Ina3221xSensor sensor = scripted(files)) {
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.FAILED);
    }
  }

  @Test
  void deviceTree_givesTimingAndStep() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    tree.config("0-0040", 0x7007);
    tree.config("0-0041", 0x7727);
    tree.shunt("0-0041", 0, 20);
    try (Ina3221xSensor sensor = openDefault()) {
      assertThat(sensor.group().timeConstantNs() / 1e6).isCloseTo(419.1, within(0.1));
      assertThat(sensor.group().lagNs()).isEqualTo(3_850_000);
      assertThat(sensor.group().refreshRateHz()).isCloseTo(151.5, within(0.1));
      // 40 uV / 20 milliohms x 19.152 V
      assertThat(sensor.group().rails().get(0).resolutionWatts()).isCloseTo(0.0383, within(1e-4));
      assertThat(sensor.group().rails().get(1).resolutionWatts()).isZero();
    }
  }

  /** Discovery reads a file once and finds it well; then the script goes on with one rail. */
  private Ina3221xSensor scripted(PowerFiles files) {
    PowerFiles oneRail =
        path -> {
          if (!path.toString().contains("0-0041") || !path.endsWith("in_power0_input")) {
            throw new IOException("not in this script");
          }
          return files.open(path);
        };
    return Ina3221xSensor.open(folder, List.of("VDD_IN"), oneRail);
  }

  private Ina3221xSensor openDefault() {
    return Ina3221xSensor.open(folder, Ina3221xSensor.DEFAULT_RAILS);
  }

  private record ScriptedFile(Deque<String> script) implements PowerFile {

    @Override
    public int read(ByteBuffer into) throws IOException {
      String answer = script.remove();
      if (answer.equals("EIO")) {
        throw new IOException("Input/output error");
      }
      if (answer.equals("EAGAIN")) {
        return 0;
      }
      into.put(answer.getBytes(StandardCharsets.US_ASCII));
      return answer.isEmpty() ? -1 : answer.length();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
