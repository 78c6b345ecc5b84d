package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.vitals.Vitals;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VitalsMappingTest {

  @Test
  void vitals_surviveTheWire() {
    Vitals vitals =
        new Vitals(
            Map.of("cpu0", 2_035_200_000L),
            Map.of("gpu", 0.25),
            3e9,
            8e9,
            Map.of("cpu-balanced", true),
            0.02,
            OptionalLong.of(1_800_000_000_000L));
    assertThat(VitalsMapping.fromMessage(VitalsMapping.toMessage(vitals))).isEqualTo(vitals);
  }

  @Test
  void whatIsNotKnown_staysUnknown() {
    assertThat(VitalsMapping.fromMessage(VitalsMapping.toMessage(Vitals.UNKNOWN)))
        .isEqualTo(Vitals.UNKNOWN);
  }

  @Test
  void moreNamesThanAnyBoardHas_areCutOff() {
    Map<String, Long> clocks =
        IntStream.range(0, 1_000)
            .boxed()
            .collect(Collectors.toMap(i -> "cpu" + i, Integer::longValue));
    Vitals vitals =
        new Vitals(
            clocks,
            Map.of(),
            Double.NaN,
            Double.NaN,
            Map.of("x".repeat(65), true),
            0,
            OptionalLong.empty());
    Vitals taken = VitalsMapping.fromMessage(VitalsMapping.toMessage(vitals));
    assertThat(taken.clocksHz()).hasSize(16).containsEntry("cpu0", 0L);
    assertThat(taken.throttled()).isEmpty();
  }
}
