package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.security.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CoordinatorConfigTest {

  private static final Path DATA = Path.of("data");

  @Test
  void defaults_areLoopbackAndTheKnownPorts() {
    CoordinatorConfig config = CoordinatorConfig.in(DATA, "0.1.0");

    assertThat(config.listening())
        .isEqualTo(new Listening("127.0.0.1", 7400, "127.0.0.1", 7480, false, TlsFiles.NONE));
  }

  @Test
  void everythingWrong_isToldAtOnce() {
    CoordinatorConfig config = CoordinatorConfig.in(DATA, "0.1.0");
    Listening everywhere = Listening.plaintext("0.0.0.0", false);

    assertThatThrownBy(() -> config.with(everywhere.on(-1, 65_536)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--grpc-port: must be 0 to 65535, not -1")
        .hasMessageContaining("--http-port: must be 0 to 65535, not 65536")
        .hasMessageContaining("--bind: 0.0.0.0 is not loopback")
        .hasMessageContaining("--insecure");
  }

  @Test
  void plaintextBeyondLoopback_needsAWord() {
    CoordinatorConfig config = CoordinatorConfig.in(DATA, "0.1.0");

    assertThat(config.with(Listening.plaintext("0.0.0.0", true)).listening().exposed()).isTrue();
    assertThat(config.listening().exposed()).isFalse();
  }

  @Test
  void retentionOfMetrics_hasADefaultAndBounds() {
    CoordinatorConfig config = CoordinatorConfig.in(DATA, "0.1.0");
    assertThat(config.metricsRetention()).isEqualTo(Duration.ofHours(24));
    Duration hour = Duration.ofHours(1);
    assertThat(config.withMetricsRetention(hour).withPorts(1, 2).metricsRetention())
        .isEqualTo(hour);
    assertThatThrownBy(() -> config.withMetricsRetention(Duration.ofDays(31)))
        .hasMessageContaining("--metrics-retention: must be 1s to 30d");
  }

  @Test
  void onePortForBoth_isRefusedUnlessAnyWillDo() {
    assertThatThrownBy(() -> CoordinatorConfig.in(DATA, "0.1.0").withPorts(7400, 7400))
        .hasMessageContaining("must differ");
    assertThat(CoordinatorConfig.in(DATA, "0.1.0").withPorts(0, 0).listening().grpcPort()).isZero();
  }
}
