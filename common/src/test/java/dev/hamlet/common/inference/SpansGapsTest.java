package dev.hamlet.common.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpansGapsTest {

  @Test
  void gapsBeyond_addsWholeGapsThatAreLonger() {
    Spans spans = new Spans(new long[] {0, 15, 40, 71}, new long[] {10, 20, 60, 80});
    assertThat(spans.gapsBeyond(10)).isEqualTo(20 + 11);
    assertThat(spans.gapsBeyond(11)).isEqualTo(20);
    assertThat(spans.gapsBeyond(20)).isZero();
  }
}
