package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.ChangeDeviceRequest.Change;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator in a process of its own, whose files may not grow as far as it wants. */
class FullDiskTest {

  /** More than what is unpacked for SQLite, less than its log grows to before it starts anew. */
  private static final int MOST_KIB = 3_500;

  private static final int MOST_CHANGES = 5_000;
  private static final Pattern READY = Pattern.compile("coordinator ready grpc=(\\S+) http=.*");

  @TempDir Path folder;

  @Test
  void commitThatFails_endsTheProcessWithASentence_andOnlyWhatWasAnsweredIsStored()
      throws Exception {
    assumeThat(Path.of("/bin/bash")).as("a shell that limits the size of files").exists();
    Path data = Files.createDirectories(folder.resolve("data"));
    try (SqliteResultStore store = SqliteResultStore.open(data.resolve("hamlet.db"))) {
      store.saveDevice(device());
    }

    Process limited = start("ulimit -f " + MOST_KIB);
    int answered;
    try {
      answered = changeUntilItIsGone(address(limited));
      assertThat(limited.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      limited.destroyForcibly();
    }

    assertThat(limited.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("err")))
        .contains(
            "hamlet: the coordinator can do nothing more: the store " + data.resolve("hamlet.db"))
        .contains("; mend that and start it again, it goes on where it was");
    assertThat(answered).isPositive();
    try (SqliteResultStore store = SqliteResultStore.open(data.resolve("hamlet.db"))) {
      assertThat(store.audit().find(new AuditQuery(0, "a", 1)))
          .singleElement()
          .satisfies(last -> assertThat(last.detail()).startsWith(answered + " "));
    }
  }

  /** The number of the last change that was answered. */
  private static int changeUntilItIsGone(CoordinatorAddress address) {
    String filler = "x".repeat(2_000);
    try (OperatorClient client = OperatorClient.to(address)) {
      for (int number = 1; number <= MOST_CHANGES; number++) {
        try {
          client.change(
              ChangeDeviceRequest.newBuilder()
                  .setDevice("a")
                  .setChange(number % 2 == 0 ? Change.RELEASE : Change.DRAIN)
                  .setReason(number + " " + filler)
                  .build());
        } catch (HamletException gone) {
          assertThat(gone.code()).as(gone.getMessage()).isEqualTo(ErrorCode.UNAVAILABLE);
          return number - 1;
        }
      }
    }
    throw new AssertionError(MOST_CHANGES + " changes fit");
  }

  private Process start(String before) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/bin/bash", "-c", before + " && exec \"$0\" \"$@\""));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hamlet.cli.HamletMain",
            "coordinator",
            "--grpc-port=0",
            "--http-port=0",
            "--state=" + folder.resolve("data")));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile());
    process.environment().put("HAMLET_CACHE", folder.resolve("cache").toString());
    return process.start();
  }

  private CoordinatorAddress address(Process coordinator) throws IOException {
    BufferedReader lines = coordinator.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        return CoordinatorAddress.parse(ready.group(1));
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("err")));
  }

  private static DeviceRecord device() {
    return new DeviceRecord(
        "a",
        "twin",
        Map.of(),
        true,
        "host",
        "boot",
        "session",
        "0.1.0",
        "Linux",
        "17",
        2,
        List.of(),
        List.of("tensorflow"),
        List.of("MAXN"),
        "available",
        1,
        1);
  }
}
