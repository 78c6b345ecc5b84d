package dev.hamlet.agent.sensor.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardProfileReaderTest {

  private static final String FILE =
      """
      rails:
        VDD_IN:
          name: MODULE
          shunt_microohms: 5000
        VDD_SYS_CPU:
          gain_ratio: 1.25
          gain_error_ratio: 0.0025
          offset_watts: -0.03
          offset_error_watts: 0.01
      """;

  @Test
  void shuntOverride_scalesWattsStepAndOffset() {
    Rail rail = apply(FILE).rails().get(0);

    assertThat(rail.name()).isEqualTo("MODULE");
    assertThat(rail.shuntMicroohms()).isEqualTo(5_000);
    // the driver reckons with 20 milliohms, so it shows a quarter of the power
    assertThat(rail.correction().gainRatio()).isEqualTo(4);
    assertThat(rail.resolutionWatts()).isCloseTo(4 * 0.0383, within(1e-12));
    assertThat(rail.errors().offsetWatts()).isCloseTo(80e-6 / 5e-3 * 19.152, within(1e-9));
    assertThat(rail.errors().gainRatios())
        .isEqualTo(ErrorLimits.ina3221(20_000, 19.152).gainRatios());
  }

  @Test
  void gainOfAnExternalMeter_replacesTheLimitsOfTheDataSheet() {
    Rail rail = apply(FILE).rails().get(1);

    assertThat(rail.correction().apply(2)).isCloseTo(2.47, within(1e-12));
    assertThat(rail.errors()).isEqualTo(new ErrorLimits(List.of(0.002), 0.01));
  }

  @Test
  void groupUnderAProfile_namesItsHash() {
    assertThat(apply(FILE).facts().profileHash()).hasSize(64);
    assertThat(apply(FILE).facts()).isNotEqualTo(apply(FILE + "# later\n").facts());
  }

  @Test
  void typos_comeAllAtOnceWithLineAndSuggestion() {
    String text =
        """
        rails:
          VDD_IN:
            shunt_micoohms: 5000
            gain_ratio: 40
            gain_error_ratio: 0.01
          VDD_SYS_CPU:
            offset_watts: 1
        rail: {}
        """;

    assertThatThrownBy(() -> BoardProfileReader.parse(text, "lab.yaml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lab.yaml:3")
        .hasMessageContaining("shunt_microohms")
        .hasMessageContaining("gain_ratio must be from 0.1 to 10, not 40")
        .hasMessageContaining("add offset_error_watts")
        .hasMessageContaining("lab.yaml:8");
  }

  @Test
  void shuntThatTheDriverDoesNotTell_isRefused() {
    BoardProfile profile = BoardProfileReader.parse(FILE, "lab.yaml");
    SensorGroup bare =
        new SensorGroup(
            "s", "g", "x", false, 1, 0, 0, 0, List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0)));

    assertThatThrownBy(() -> profile.apply(bare))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("give gain_ratio instead");
  }

  private static SensorGroup apply(String text) {
    List<Rail> rails =
        List.of(
            new Rail("VDD_IN", RailScope.SUPPLY, 0.0383)
                .withShunt(20_000, ErrorLimits.ina3221(20_000, 19.152)),
            new Rail("VDD_SYS_CPU", RailScope.COMPONENT, 0.0765));
    return BoardProfileReader.parse(text, "lab.yaml")
        .apply(new SensorGroup("s", "g", "ina3221x", false, 1_000, 0, 0, 0, rails));
  }
}
