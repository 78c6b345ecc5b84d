package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtocolVersionTest {

  private final ProtocolVersion here = new ProtocolVersion(2, 3);

  @Test
  void neighbouringMinors_areUnderstood() {
    assertThat(here.refusalOf(new ProtocolVersion(2, 2))).isEmpty();
    assertThat(here.refusalOf(new ProtocolVersion(2, 3))).isEmpty();
    assertThat(here.refusalOf(new ProtocolVersion(2, 4))).isEmpty();
  }

  @Test
  void distantMinor_isRefusedWithBothVersions() {
    assertThat(here.refusalOf(new ProtocolVersion(2, 5)))
        .hasValueSatisfying(text -> assertThat(text).contains("2.5", "2.3"));
    assertThat(here.refusalOf(new ProtocolVersion(2, Integer.MIN_VALUE))).isPresent();
  }

  @Test
  void otherMajor_isRefused() {
    assertThat(here.refusalOf(new ProtocolVersion(1, 3))).isPresent();
  }
}
