package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMappingTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyKind_comesBackAsItself(ErrorCode code) {
    StatusRuntimeException status =
        StatusMapping.toStatus(new HamletException(code, "port 1 is busy"));

    HamletException back = StatusMapping.fromStatus(status);

    assertThat(back.code()).isEqualTo(code);
    assertThat(back).hasMessage("port 1 is busy");
  }

  @Test
  void problemsOfAnInput_areSentWhole() {
    StatusRuntimeException status =
        StatusMapping.toStatus(new InvalidInputException("a.yaml:1:2", "unknown key"));

    assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getStatus().getDescription()).isEqualTo("a.yaml:1:2: unknown key");
  }

  @Test
  void defect_keepsItsMessageAtHome() {
    StatusRuntimeException status =
        StatusMapping.toStatus(new IllegalStateException("secret path /a/b"));

    assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(status.getStatus().getDescription()).doesNotContain("secret");
  }

  @Test
  void longText_isCutToFitAHeader() {
    StatusRuntimeException status =
        StatusMapping.toStatus(new HamletException(ErrorCode.INVALID_INPUT, "x".repeat(100_000)));

    assertThat(status.getStatus().getDescription()).hasSizeLessThan(2_100).endsWith("more)");
  }
}
