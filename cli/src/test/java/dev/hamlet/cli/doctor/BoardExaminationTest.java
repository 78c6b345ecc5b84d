package dev.hamlet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardExaminationTest {

  private static final long NOW_MS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir private Path root;

  @Test
  void aTx2AsItComes_isToldWhatItLacks() {
    FakeMachine.tx2(root);
    Map<String, Finding> found = findings(false, "", NOW_MS);

    assertThat(of(found, "glibc").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(of(found, "glibc").found()).isEqualTo("2.27, TensorFlow needs 2.34");
    assertThat(of(found, "libstdc++").found()).startsWith("GLIBCXX_3.4.25");
    assertThat(of(found, "glibc").mend()).contains("docs/deploy.md");
    assertThat(of(found, "java").outcome()).isEqualTo(Outcome.OK);
    assertThat(of(found, "tensorflow").found()).contains("linux-arm64");
    assertThat(of(found, "sensor").found()).isEqualTo("ina3221x: VDD_IN");
    assertThat(of(found, "sensor setting").found()).contains("running_mode is 0, 1 is better");
    assertThat(of(found, "real time").mend()).contains("LimitRTPRIO=10");
    assertThat(of(found, "memory").found()).isEqualTo("0.5 GiB available");
    assertThat(of(found, "wall clock").outcome()).isEqualTo(Outcome.WARN);
    assertThat(found).doesNotContainKey("coordinator");
  }

  @Test
  void aBoardThatIsSetUp_hasNothingToMend() {
    FakeMachine.tx2(root)
        .file("/lib/aarch64-linux-gnu/libc.so.6", FakeMachine.glibc(36))
        .file("/usr/lib/aarch64-linux-gnu/libstdc++.so.6", FakeMachine.glibcxx(30))
        .file("/proc/self/limits", "Max realtime priority     10                   10\n")
        .file("/proc/meminfo", "MemAvailable:    6000000 kB\n")
        .file("/run/chrony/chronyd.pid", "1")
        .file(
            "/sys/devices/system/clocksource/clocksource0/current_clocksource", "arch_sys_counter");
    Map<String, Finding> found = findings(true, "", NOW_MS);

    assertThat(of(found, "power modes").found()).contains("board helper");
    assertThat(of(found, "sensor setting").found()).endsWith("the agent sets it");
    found.remove("state folder"); // of the disk that the test runs on
    found.remove("cache");
    assertThat(found.values())
        .allSatisfy(
            finding -> {
              assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.OK);
              assertThat(finding.mend()).isEmpty();
            });
  }

  @Test
  void anOldUserland_isFineBehindALauncher() {
    FakeMachine.tx2(root);
    assertThat(of(findings(false, "chroot /opt/new", NOW_MS), "glibc").outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void aClockOf1970_fails() {
    FakeMachine.tx2(root);
    assertThat(of(findings(false, "", 1_000), "wall clock").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void anEmptyMachine_failsWithAMendForEverything() {
    new FakeMachine(root).file("/proc/meminfo", "");
    Map<String, Finding> found = findings(false, "", NOW_MS);
    assertThat(of(found, "sensor").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(of(found, "tensorflow").mend()).contains("hamlet-worker-tensorflow");
    assertThat(found.values())
        .allMatch(finding -> finding.outcome() == Outcome.OK || !finding.mend().isEmpty());
  }

  @Test
  void aCardInAPc_isLookedAtForWhatLiesOnIt() throws IOException {
    FakeMachine.tx2(root);
    Files.delete(root.resolve("proc/meminfo"));
    Map<String, Finding> found = findings(false, "", NOW_MS);
    assertThat(found).containsOnlyKeys("java", "tensorflow", "glibc", "libstdc++", "card");
    assertThat(of(found, "java").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(of(found, "glibc").found()).startsWith("2.27");
  }

  @Test
  void aCard_isOfTheKindOfItsLibraries() {
    FakeMachine.tx2(root);
    assertThat(Machine.mountedAt(root).architecture()).isEqualTo("aarch64");
    assertThat(Machine.mountedAt(Path.of("/")).architecture())
        .isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void aComplaintWithoutAdvice_isRefused() {
    assertThatThrownBy(() -> Finding.warn("disk", "nearly full", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void librariesForAnotherArchitecture_fail() {
    FakeMachine.tx2(root);
    RuntimeCheck check =
        new RuntimeCheck(new Machine(root, "amd64"), Optional.empty(), Runtime.version());
    assertThat(check.look().get(1).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(check.look().get(1).mend()).contains("linux-x86_64");
  }

  @Test
  void aCheckThatBreaks_isAFindingAndTheOthersGoOn() {
    Diagnosis diagnosis =
        Diagnosis.of(
            "board",
            Map.of(
                "broken",
                () -> {
                  throw new HamletException(ErrorCode.RESOURCE, "no such luck");
                }));
    assertThat(diagnosis.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(diagnosis.lines())
        .contains("fail  broken  no such luck", "board: 0 ok, 0 warn, 1 fail");
    assertThat(diagnosis.findings().get(0).mend()).contains("--debug");
  }

  private static Finding of(Map<String, Finding> found, String check) {
    return Objects.requireNonNull(found.get(check), check);
  }

  private Map<String, Finding> findings(boolean helped, String launcher, long epochMs) {
    BoardExamination examination =
        new BoardExamination(
            new Machine(root, "aarch64"),
            Optional.empty(),
            "0.1.0",
            SensorChoice.AUTO,
            helped,
            false,
            launcher,
            root.resolve("state"),
            root.resolve("cache"),
            () -> "0.1.0");
    return examination.diagnose(() -> epochMs).findings().stream()
        .collect(Collectors.toMap(Finding::check, finding -> finding));
  }
}
