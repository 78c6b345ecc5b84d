package dev.hamlet.agent.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSysfsTest {

  @TempDir Path root;

  private SystemSysfs sysfs;

  @BeforeEach
  void tree() throws IOException {
    Files.createDirectories(root.resolve("sys/class/b"));
    Files.createDirectories(root.resolve("sys/class/a"));
    Files.writeString(root.resolve("sys/class/a/samples"), "64\n");
    sysfs = SystemSysfs.at(root);
  }

  @Test
  void folder_tellsItsChildrenInOrder() {
    assertThat(sysfs.children("/sys/class")).containsExactly("a", "b");
    assertThat(sysfs.children("/sys/none")).isEmpty();
    assertThat(sysfs.children("/sys/class/a/samples")).isEmpty();
  }

  @Test
  void text_isReadAndWritten() {
    assertThat(sysfs.readText("/sys/class/a/samples").number()).hasValue(64);
    assertThat(sysfs.write("/sys/class/a/samples", "1")).isEqualTo(SysfsOutcome.OK);
    assertThat(sysfs.readText("/sys/class/a/samples")).isEqualTo(SysfsText.of("1"));
  }

  @Test
  void missingAndEmptyFiles_areOutcomes() throws IOException {
    Files.writeString(root.resolve("sys/class/a/empty"), "");

    assertThat(sysfs.readText("/sys/class/none").outcome()).isEqualTo(SysfsOutcome.MISSING);
    assertThat(sysfs.write("/sys/class/none", "1")).isEqualTo(SysfsOutcome.MISSING);
    assertThat(sysfs.readText("/sys/class/a/empty").outcome()).isEqualTo(SysfsOutcome.NOT_READY);
    assertThat(sysfs.readText("/sys/class/a").outcome()).isEqualTo(SysfsOutcome.FAILED);
  }

  @Test
  void openFile_isReadFromItsStartEveryTime() throws IOException {
    ByteBuffer answer = ByteBuffer.allocateDirect(32);
    SysfsOpening opening = sysfs.open("/sys/class/a/samples");
    try (SysfsFile file = ((SysfsOpening.Opened) opening).file()) {
      assertThat(file.read(answer)).isEqualTo(SysfsOutcome.OK);
      Files.writeString(root.resolve("sys/class/a/samples"), "128\n");
      assertThat(file.read(answer)).isEqualTo(SysfsOutcome.OK);
      assertThat(AsciiInteger.parse(answer, answer.limit())).isEqualTo(128);
    }
  }

  @Test
  void errorsOfTheKernel_areToldApart() {
    assertThat(SystemErrors.outcome(new IOException("Resource temporarily unavailable")))
        .isEqualTo(SysfsOutcome.NOT_READY);
    assertThat(SystemErrors.outcome(new IOException("No data available")))
        .isEqualTo(SysfsOutcome.NO_DATA);
    assertThat(SystemErrors.outcome(new IOException("Operation not permitted")))
        .isEqualTo(SysfsOutcome.REFUSED);
    assertThat(SystemErrors.outcome(new IOException("Invalid argument")))
        .isEqualTo(SysfsOutcome.INVALID);
    assertThat(SystemErrors.outcome(new IOException("Connection timed out")))
        .isEqualTo(SysfsOutcome.FAILED);
  }

  @Test
  void realInputOutputError_isFailed() {
    assumeThat(Files.isReadable(Path.of("/proc/self/mem")))
        .as("needs /proc/self/mem, which fails at 0")
        .isTrue();

    assertThat(SystemSysfs.at(Path.of("/")).readText("/proc/self/mem").outcome())
        .isEqualTo(SysfsOutcome.FAILED);
  }
}
