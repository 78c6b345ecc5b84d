package dev.hamlet.agent.sysfs.helped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's side and the program itself, which runs as the user of the test. */
class BoardHelperTest {

  private static final String FAN = "/sys/devices/pwm-fan/target_pwm";
  private static final String LEAST = "/sys/devices/system/cpu/cpu3/cpufreq/scaling_min_freq";
  private static final String MEMORY = "/sys/kernel/debug/bpmp/debug/clk/emc/max_rate";
  private static final String CPU0 = "/sys/devices/system/cpu/cpu0/online";

  @TempDir Path folder;
  private HelperProcess program;
  private BoardHelper helper;

  @BeforeEach
  void listen() throws IOException {
    file(FAN, "80");
    file(LEAST, "345600");
    file(MEMORY, "1866000000");
    file(CPU0, "1");
    file("/etc/shadow", "1");
    program = HelperProcess.at(folder, folder.resolve("board.sock"));
    helper = new BoardHelper(program.socket());
  }

  @AfterEach
  void close() {
    helper.close();
    program.close();
  }

  @Test
  void aFileOfTheList_isWrittenAndReadBack() throws IOException {
    assertThat(helper.answers()).isTrue();
    assertThat(helper.write(LEAST, "2035200")).isEqualTo(SysfsOutcome.OK);
    assertThat(helper.read(LEAST).number()).hasValue(2_035_200);
    assertThat(Files.readString(at(LEAST))).isEqualTo("2035200");
    assertThat(program.connections()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/shadow",
        "/sys/devices/pwm-fan/../pwm-fan/target_pwm",
        "/sys/devices/system/cpu/cpu3/cpufreq/x/scaling_min_freq",
        "/sys/devices/system/cpu/cpu3/cpufreq/scaling_governor",
        "/sys/devices/pwm-fan/target_pwm;id",
        "*"
      })
  void anotherFile_isNeitherReadNorWritten(String path) throws IOException {
    assertThat(helper.read(path).outcome()).isEqualTo(SysfsOutcome.REFUSED);
    assertThat(helper.write(path, "1")).isEqualTo(SysfsOutcome.REFUSED);
    assertThat(Files.readString(at("/etc/shadow"))).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    FAN + ",256",
    FAN + ",-1",
    FAN + ",1 2",
    FAN + ",$(id)",
    LEAST + ",performance",
    LEAST + ",1234567890123456",
    MEMORY + ",1",
    CPU0 + ",0"
  })
  void aValueThatAFileDoesNotTake_isRefused(String path, String value) throws IOException {
    String before = Files.readString(at(path));
    assertThat(helper.write(path, value)).isEqualTo(SysfsOutcome.INVALID);
    assertThat(Files.readString(at(path))).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotThere_isMissing() {
    String path = "/sys/devices/gpu.0/railgate_enable";
    assertThat(helper.write(path, "0")).isEqualTo(SysfsOutcome.MISSING);
    assertThat(helper.read(path).outcome()).isEqualTo(SysfsOutcome.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "mode 3;id", "mode -1", "mode 100", "exec /bin/sh", ""})
  void anotherVerb_doesNothing(String line) throws IOException {
    Process process = HelperProcess.start(folder);
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isIn("refused\n", "invalid\n");
  }

  @Test
  void withoutAHelper_everythingIsRefused() {
    BoardHelper none = new BoardHelper(folder.resolve("none.sock"));
    assertThat(none.answers()).isFalse();
    assertThat(none.write(FAN, "255")).isEqualTo(SysfsOutcome.REFUSED);
    assertThat(none.powerMode(0)).isFalse();
  }

  @Test
  void aHelperThatHungUp_isCalledAgain() {
    assertThat(helper.answers()).isTrue();
    helper.close();
    assertThat(helper.answers()).isTrue();
    assertThat(program.connections()).isEqualTo(2);
  }

  @Test
  void onlyWhatIsRefused_isAskedOfTheHelper() {
    FakeSysfs direct = new FakeSysfs().file(FAN, "10").file(LEAST, "1");
    HelpedSysfs sysfs =
        new HelpedSysfs(
            direct
                .writes(LEAST, SysfsOutcome.REFUSED)
                .reads(LEAST, SysfsOutcome.REFUSED)
                .writes(FAN, SysfsOutcome.INVALID),
            helper);
    assertThat(sysfs.readText(FAN).text()).isEqualTo("10");
    assertThat(sysfs.readText(LEAST).text()).isEqualTo("345600");
    assertThat(sysfs.write(FAN, "20")).isEqualTo(SysfsOutcome.INVALID);
    assertThat(sysfs.write(LEAST, "2")).isEqualTo(SysfsOutcome.OK);
    assertThat(helper.read(LEAST).text()).isEqualTo("2");
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.writeString(at(path), text);
  }

  private Path at(String path) {
    return folder.resolve(path.substring(1));
  }
}
