package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailCorrection;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.ReadFigures;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.common.power.TimeConstantSource;
import dev.hamlet.proto.v1.RailDescription;
import dev.hamlet.proto.v1.SensorDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorMappingTest {

  private static final SensorFacts FACTS =
      new SensorFacts(
          "ina3221x",
          SensorMode.TRIGGERED,
          0x7727,
          64,
          400_000,
          new ReadFigures(700_000, 1_900_000, 151.5, 0.85),
          3_000_000,
          TimeConstantSource.CALIBRATED,
          "abc",
          List.of("running_mode: 0 -> 1"));

  @Test
  void wholeGroup_survivesTheWire() {
    Rail rail =
        new Rail("VDD_IN", RailScope.SUPPLY, 0.1)
            .withShunt(20_000, ErrorLimits.ina3221(20_000, 19.1))
            .with(new RailCorrection(1.02, -0.01), new ErrorLimits(List.of(0.002), 0.03))
            .withCounterRange(262_143_328_850L);
    SensorGroup group =
        group(List.of(rail, new Rail("VDD_SYS_CPU", RailScope.COMPONENT, 0)), FACTS);

    assertThat(SensorMapping.fromMessage(SensorMapping.toMessage(group))).isEqualTo(group);
  }

  @Test
  void groupOfWhichLittleIsKnown_survivesTheWire() {
    SensorGroup group = group(List.of(), SensorFacts.UNKNOWN);

    assertThat(SensorMapping.fromMessage(SensorMapping.toMessage(group))).isEqualTo(group);
  }

  @Test
  void whatAnEarlierAgentDoesNotSend_isNotKnown() {
    SensorDescription message =
        SensorDescription.newBuilder()
            .addRails(RailDescription.newBuilder().setName("VDD_IN").setSupply(true))
            .build();

    SensorGroup group = SensorMapping.fromMessage(message);

    assertThat(group.facts()).isEqualTo(SensorFacts.UNKNOWN);
    assertThat(group.rails()).containsExactly(new Rail("VDD_IN", RailScope.SUPPLY, 0));
  }

  @Test
  void wordOfMoreThan16Bits_isRefused() {
    SensorDescription message =
        SensorDescription.newBuilder()
            .setFacts(dev.hamlet.proto.v1.SensorFacts.newBuilder().setConfigWord(0x1_0000))
            .build();

    assertThatThrownBy(() -> SensorMapping.fromMessage(message))
        .hasMessage("config_word has more than 16 bits: 65536");
  }

  private static SensorGroup group(List<Rail> rails, SensorFacts facts) {
    return new SensorGroup(
        "0-0041", "module", "ina3221x", false, 1000, 151.5, 422_000_000, 3_850_000, rails, facts);
  }
}
