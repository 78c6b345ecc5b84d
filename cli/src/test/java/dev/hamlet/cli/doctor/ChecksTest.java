package dev.hamlet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

  private static final long NOW_MS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  @Test
  void aPortInUse_isTheCoordinatorsOrAFailure() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThat(outcome(new PortCheck("grpc port", port, Optional::empty)))
          .isEqualTo(Outcome.FAIL);
      assertThat(outcome(new PortCheck("grpc port", port, () -> Optional.of("a coordinator runs"))))
          .isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aFreePort_isFine() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(outcome(new PortCheck("http port", port, Optional::empty))).isEqualTo(Outcome.OK);
  }

  @ParameterizedTest
  @CsvSource({"0.1.0, OK", "0.1.7, OK", "0.2.0, WARN", "1.1.0, WARN", "unknown, WARN"})
  void anotherMinorVersion_isAWarning(String version, Outcome expected) {
    assertThat(outcome(new LinkCheck("0.1.0", () -> version))).isEqualTo(expected);
  }

  @Test
  void aCoordinatorThatDoesNotAnswer_failsInItsWords() {
    LinkCheck check =
        new LinkCheck(
            "0.1.0",
            () -> {
              throw new HamletException(ErrorCode.UNAVAILABLE, "no coordinator answers");
            });
    assertThat(check.look().get(0).found()).isEqualTo("no coordinator answers");
    assertThat(outcome(check)).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aDisk_isHeldAgainstWhatIsNeeded() {
    Path state = folder.resolve("not/yet/there");
    assertThat(outcome(new DiskCheck("state", state, Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualTo(Outcome.FAIL);
    assertThat(outcome(new DiskCheck("state", state, 0, Long.MAX_VALUE))).isEqualTo(Outcome.WARN);
    assertThat(state).doesNotExist();
  }

  @Test
  void withoutCertificate_onlyThisMachineIsServed() {
    assertThat(outcome(new TlsCheck(TlsFiles.NONE, () -> NOW_MS))).isEqualTo(Outcome.WARN);
  }

  @Test
  void filesThatAreNoCertificate_areAFinding() throws IOException {
    Path file = Files.writeString(folder.resolve("server.pem"), "nothing");
    TlsFiles files = new TlsFiles(Optional.of(file), Optional.of(file), Optional.empty());
    Diagnosis diagnosis =
        Diagnosis.of("coordinator", java.util.Map.of("tls", new TlsCheck(files, () -> NOW_MS)));
    assertThat(diagnosis.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(diagnosis.findings().get(0).found()).contains("server.pem");
    assertThat(diagnosis.findings().get(0).mend()).contains("--tls-cert");
  }

  private static Outcome outcome(Check check) {
    return check.look().get(0).outcome();
  }
}
