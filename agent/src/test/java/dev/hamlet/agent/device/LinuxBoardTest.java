package dev.hamlet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxBoardTest {

  @TempDir Path root;

  @Test
  void zones_areReadInOrderAndUnreadableOnesLeftOut() throws IOException {
    zone(0, "BCPU-therm", "41500");
    zone(1, "GPU-therm", "");
    zone(2, "PLL-therm", "-500");

    assertThat(new LinuxBoard(root).temperatures())
        .containsExactly(new Temperature("BCPU-therm", 41.5), new Temperature("PLL-therm", -0.5));
  }

  @Test
  void machineWithoutThermalZones_hasNoTemperatures() {
    assertThat(new LinuxBoard(root).temperatures()).isEmpty();
  }

  @Test
  void unknownPowerMode_isRefusedWithTheOneThereIs() {
    LinuxBoard board = new LinuxBoard(root);

    board.setPowerMode(board.powerModes().get(0));
    assertThatThrownBy(() -> board.setPowerMode("MAXN"))
        .isInstanceOf(HamletException.class)
        .hasMessage("this board has no power mode MAXN, only default");
  }

  @Test
  void identity_isReadFromTheKernel() throws IOException {
    Path random = Files.createDirectories(root.resolve("proc/sys/kernel/random"));
    Files.writeString(random.resolve("boot_id"), "0f3c\n");
    Files.writeString(random.resolveSibling("hostname"), "bench\n");

    DeviceIdentity identity = DeviceIdentity.read("twin-1", Map.of("board", "tx2"), root);

    assertThat(identity.bootId()).isEqualTo("0f3c");
    assertThat(identity.host()).isEqualTo("bench");
    assertThat(identity.labels()).containsEntry("board", "tx2");
  }

  @Test
  void systemWithoutBootId_isRefusedWithASentence() {
    assertThatThrownBy(() -> DeviceIdentity.read("twin-1", Map.of(), root))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("boot_id");
  }

  private void zone(int number, String type, String temp) throws IOException {
    Path zone = Files.createDirectories(root.resolve("sys/class/thermal/thermal_zone" + number));
    Files.writeString(zone.resolve("type"), type + "\n");
    Files.writeString(zone.resolve("temp"), temp + "\n");
  }
}
