package dev.hamlet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceIdentityTest {

  @TempDir private Path root;

  @BeforeEach
  void boot() throws IOException {
    write("proc/sys/kernel/random/boot_id", "boot-1\n");
    write("proc/sys/kernel/hostname", "rack-3\n");
  }

  @Test
  void jetson_namesTheReleaseOfItsL4t() throws IOException {
    write(
        "etc/nv_tegra_release",
        "# R32 (release), REVISION: 7.1, GCID: 29818004, BOARD: t186ref, EABI: aarch64\n");
    assertThat(read().operatingSystem()).endsWith(" L4T 32.7.1");
  }

  @Test
  void otherBoards_nameTheirKernel() {
    assertThat(read().operatingSystem())
        .startsWith(System.getProperty("os.name"))
        .doesNotContain("L4T");
    assertThat(read().bootId()).isEqualTo("boot-1");
    assertThat(read().host()).isEqualTo("rack-3");
  }

  private DeviceIdentity read() {
    return DeviceIdentity.read("tx2-1", Map.of(), root);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
