package dev.hamlet.coordinator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSetTest {

  private final SequenceSet set = new SequenceSet();

  @Test
  void holes_holdTheWatermarkBack() {
    set.add(1);
    set.add(3);
    assertThat(set.through()).isEqualTo(1);

    set.add(2);
    assertThat(set.through()).isEqualTo(3);
  }

  @Test
  void second_isNotAdded() {
    assertThat(set.add(5)).isTrue();
    assertThat(set.add(5)).isFalse();
  }

  @Test
  void declaredRange_swallowsIslands() {
    set.add(4);
    set.add(7);

    set.addThrough(5);

    assertThat(set.through()).isEqualTo(5);
    set.add(6);
    assertThat(set.through()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyOrder_agreesWithAPlainSet(long seed) {
    Random random = new Random(seed);
    Set<Long> plain = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      long sequence = 1L + random.nextInt(80);
      assertThat(set.add(sequence)).isEqualTo(plain.add(sequence));
      long through = 0;
      while (plain.contains(through + 1)) {
        through++;
      }
      assertThat(set.through()).isEqualTo(through);
    }
  }
}
