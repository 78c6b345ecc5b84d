package dev.hamlet.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeTextTest {

  @Test
  void sizes_arePowersOf1024() {
    assertThat(SizeText.parseBytes("0")).hasValue(0L);
    assertThat(SizeText.parseBytes("100B")).hasValue(100L);
    assertThat(SizeText.parseBytes("512M")).hasValue(512L << 20);
    assertThat(SizeText.parseBytes("4GiB")).hasValue(4L << 30);
    assertThat(SizeText.parseBytes("1T")).hasValue(1L << 40);
    assertThat(SizeText.parseBytes("-1")).isEmpty();
    assertThat(SizeText.parseBytes("4 G")).isEmpty();
    assertThat(SizeText.parseBytes("many")).isEmpty();
  }
}
