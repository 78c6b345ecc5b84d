package dev.hamlet.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.coordinator.experiment.file.Profile;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioFileParserTest {

  @Test
  void everyKey_isTaken() {
    Scenario scenario =
        parse(
                """
                scenarios:
                  - name: my board
                    profile: paper
                    config_word: 0x7127
                    averaging: 16
                    conversion_us: 332
                    rails: [VDD_SYS_CPU, VDD_SYS_GPU]
                    bus_hz: 100000
                    inference_ms: 12.5
                    period_ms: 3
                    load: bursty
                    threads: 2
                    spread_ratio: 0.03
                    jitter_ratio: 0.01
                    idle_drift_w_per_min: -0.2
                    gain_ratio: 0.001
                    shunt_ratio: 0.005
                    offset_uv: 40
                    noise_lsb: 0.7
                    boards: 3
                    faults:
                      - {kind: stall, at_s: 0.5, for_s: 0.2, share_of_trials: 0.1}
                """)
            .get(0);

    assertThat(scenario.profile()).isEqualTo(Profile.PAPER);
    assertThat(scenario.sensor().config().averages()).isEqualTo(16);
    assertThat(scenario.sensor().config().roundNs()).isEqualTo(3 * 2 * 332_000);
    assertThat(scenario.sensor().rails())
        .containsExactly(BoardRail.VDD_SYS_CPU, BoardRail.VDD_SYS_GPU);
    assertThat(scenario.sensor().offsetMicrovolts()).isEqualTo(40);
    assertThat(scenario.load()).isEqualTo(new Load(LoadShape.BURSTY, 12.5, 3, 2, 0.03, 0.01));
    assertThat(scenario.idleDriftWattsPerMinute()).isEqualTo(-0.2);
    assertThat(scenario.boards()).isEqualTo(3);
    assertThat(scenario.faults())
        .containsExactly(new ScenarioFault(FaultKind.STALL, 0.5, 0.2, 0.1));
  }

  @Test
  void whatIsLeftOut_isAsInTheStandardScenarios() {
    assertThat(parse("scenarios: [{name: plain}]"))
        .containsExactly(
            Scenario.of("plain", SensorSetup.of(0x7007), Load.of(LoadShape.STEADY, 20)));
  }

  @Test
  void mistakes_areAllNamedWithLineAndSuggestion() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    scenarios:
                      - name: wrong
                        inferense_ms: 5
                        load: burst
                        config_word: 0x7003
                        faults: [{kind: gab}]
                    """))
        .hasMessageContaining("s.yaml:3:5: unknown key \"inferense_ms\"")
        .hasMessageContaining("did you mean \"inference_ms\"?")
        .hasMessageContaining("s.yaml:4:11: unknown load \"burst\": did you mean \"bursty\"?")
        .hasMessageContaining("s.yaml:5:18: config_word must be")
        .hasMessageContaining("did you mean \"gap\"?")
        .hasMessageContaining("needs the key \"at_s\"");
  }

  @Test
  void standardScenarios_haveNamesOfTheirOwnAndACore() {
    assertThat(StandardScenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    assertThat(StandardScenarios.core()).hasSize(21);
  }

  private static List<Scenario> parse(String text) {
    return ScenarioFileParser.parse("s.yaml", text);
  }
}
