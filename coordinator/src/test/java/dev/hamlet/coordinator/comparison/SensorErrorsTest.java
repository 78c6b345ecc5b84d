package dev.hamlet.coordinator.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorErrorsTest {

  private static final Rail COARSE =
      new Rail("VDD_IN", RailScope.SUPPLY, 0.1)
          .withShunt(20_000, new ErrorLimits(List.of(0.01, 0.002), 0.08));
  private static final Rail FINE =
      new Rail("VDD_MUX", RailScope.SUPPLY, 0.1)
          .withShunt(20_000, new ErrorLimits(List.of(0.003), 0.02));

  @Test
  void oneRail_hasItsOwnLimits() {
    SensorErrors errors = SensorErrors.of(group(FINE, COARSE), List.of("VDD_MUX")).orElseThrow();

    assertThat(errors.gainRatioLimits()).containsExactly(0.003);
    assertThat(errors.limits(1).offsets()).containsExactly(0.02);
    assertThat(errors.limits(0).offsets()).containsExactly(0.0);
  }

  @Test
  void severalRails_haveTheWidestGainsAndAllOffsets() {
    SensorErrors errors =
        SensorErrors.of(group(FINE, COARSE), List.of("VDD_IN", "VDD_MUX")).orElseThrow();

    assertThat(errors.gainRatioLimits()).containsExactly(0.01, 0.002);
    assertThat(errors.limits(0.5).offsets()).containsExactly(0.01, 0.04);
    assertThat(errors.offsetWatts()).isEqualTo(0.1);
  }

  @Test
  void railWithoutLimits_givesNone() {
    Rail unknown = new Rail("VDD_X", RailScope.SUPPLY, 0.1);

    assertThat(SensorErrors.of(group(COARSE, unknown), List.of("VDD_IN", "VDD_X"))).isEmpty();
    assertThat(SensorErrors.of(group(COARSE), List.of("VDD_Y"))).isEmpty();
  }

  private static List<SensorGroup> group(Rail... rails) {
    return List.of(new SensorGroup("s", "power", "twin", true, 1000, 1000, 0, 0, List.of(rails)));
  }
}
