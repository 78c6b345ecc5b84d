package dev.hamlet.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.store.FakeResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

final class ResultsDocumentTest {

  /** Two-sided 95 % quantiles of Student's t for 2 and for 5 degrees of freedom. */
  private static final double T2 = 4.303;

  private static final double T5 = 2.571;

  @Test
  void cell_hasItsFiguresWithTheInterval() throws JsonProcessingException {
    JsonNode cell = document().at("/cells/0");

    // latencies 10, 11, 12 ms: mean 11, std 1, half-width t(2) / sqrt(3)
    assertThat(cell.at("/latency_seconds/mean").doubleValue()).isEqualTo(0.011, within(1e-12));
    assertThat(cell.at("/latency_seconds/std").doubleValue()).isEqualTo(0.001, within(1e-12));
    assertThat(cell.at("/latency_seconds/ci_high").doubleValue())
        .isEqualTo(0.011 + T2 * 0.001 / Math.sqrt(3), within(1e-6));
    assertThat(cell.at("/latency_seconds/n").intValue()).isEqualTo(3);
    // net 5, 6, 7 J and gross 8, 9, 10 J over 100 inferences
    assertThat(cell.at("/net_energy_per_inference_joules/mean").doubleValue())
        .isEqualTo(0.06, within(1e-12));
    assertThat(cell.at("/gross_energy_per_inference_joules/mean").doubleValue())
        .isEqualTo(0.09, within(1e-12));
    assertThat(cell.at("/idle_power_watts").doubleValue()).isEqualTo(3, within(1e-12));
    assertThat(cell.at("/trials").intValue()).isEqualTo(3);
    assertThat(cell.at("/trials_invalid").intValue()).isEqualTo(1);
    assertThat(cell.at("/trials_failed").intValue()).isEqualTo(1);
  }

  @Test
  void cell_saysWhatItIsAndHowItWasMeasured() throws JsonProcessingException {
    JsonNode cell = document().at("/cells/0");

    assertThat(cell.at("/model").textValue()).isEqualTo("lenet");
    assertThat(cell.at("/variant").textValue()).isEqualTo("baseline");
    assertThat(cell.at("/compression").textValue()).isEqualTo("none");
    assertThat(cell.at("/device").textValue()).isEqualTo("twin-1");
    assertThat(cell.at("/energy_rails").textValue()).isEqualTo("module");
    assertThat(cell.at("/verdict/state").textValue()).isEqualTo("converged");
    assertThat(cell.at("/verdict/reason").textValue()).isEqualTo("both within 5 %");
    assertThat(cell.at("/accuracy").doubleValue()).isEqualTo(0.98);
    assertThat(cell.at("/size_bytes/compressed").longValue()).isEqualTo(380);
    assertThat(cell.at("/sensor/kind").textValue()).isEqualTo("twin");
    assertThat(cell.at("/sensor/simulated").booleanValue()).isTrue();
    assertThat(cell.at("/sensor/nominal_rate_hz").doubleValue()).isEqualTo(1000);
    assertThat(cell.at("/sensor/samples_taken").longValue()).isEqualTo(6000);
    assertThat(cell.at("/sensor/samples_missed").longValue()).isEqualTo(9);
  }

  @Test
  void energies_haveTheLimitsOfTheSensor() throws JsonProcessingException {
    JsonNode net = document().at("/cells/0/net_energy_per_inference_joules");
    JsonNode gross = document().at("/cells/0/gross_energy_per_inference_joules");

    assertThat(net.at("/systematic/gain_ratio_limits")).hasSize(4);
    assertThat(net.at("/systematic/offset_watts").doubleValue()).isZero();
    // 80 uV over 20 mOhm at 19 V
    assertThat(gross.at("/systematic/offset_watts").doubleValue()).isEqualTo(0.076, within(1e-12));
    // below the sum of the four limits of 0.06 J, above the widest times 0.95
    double widest = 0.06 * 0.01;
    double sum = 0.06 * (0.01 + 0.0025 + 0.0025 + 0.016 / 19);
    assertThat(net.at("/systematic/half_width").doubleValue()).isBetween(0.95 * widest, sum);
    assertThat(halfWidth(net.at("/total"))).isBetween(halfWidth(net), halfWidth(net) + sum);
  }

  @Test
  void groupOfTwoBoards_hasWhatDiffersBetweenThem() throws JsonProcessingException {
    JsonNode boards = document().at("/groups/0/between_boards/latency_seconds");

    // 11 ms and 21 ms, 10 ms apart; three trials of 1 ms spread are known to 1/3 ms^2
    assertThat(boards.at("/boards").intValue()).isEqualTo(2);
    assertThat(boards.at("/mean").doubleValue()).isEqualTo(0.016, within(1e-9));
    assertThat(boards.at("/between_std").doubleValue())
        .isEqualTo(1e-3 * Math.sqrt(50 - 1 / 3.0), within(1e-9));
    assertThat(boards.at("/within_std").doubleValue()).isEqualTo(0.001, within(1e-9));
    assertThat(document().at("/groups/1/between_boards").isNull()).isTrue();
  }

  @Test
  void groupOfTwoBoards_hasLimitsOfBothSensors() throws JsonProcessingException {
    JsonNode group = document().at("/groups/0/net_energy_per_inference_joules");
    JsonNode cell = document().at("/cells/0/net_energy_per_inference_joules");

    // two draws scatter less than one
    assertThat(group.at("/systematic/half_width").doubleValue())
        .isPositive()
        .isLessThan(cell.at("/systematic/half_width").doubleValue());
    assertThat(group.at("/total/ci_low").doubleValue())
        .isLessThan(group.at("/ci_low").doubleValue());
    assertThat(group.at("/total/ci_high").doubleValue())
        .isGreaterThan(group.at("/ci_high").doubleValue());
  }

  @Test
  void adviceOnTheSensors_staysWithTheResults() throws JsonProcessingException {
    JsonNode devices = document().at("/provenance/devices");

    assertThat(devices).isNotEmpty();
    assertThat(devices).allSatisfy(device -> assertThat(device.has("sensor_advice")).isTrue());
  }

  @Test
  void cellWithABaseline_namesItAndSaysWhyThereIsNoInterval() throws JsonProcessingException {
    JsonNode versus = document().at("/cells/2/versus_baseline");

    assertThat(versus.at("/cell_id").textValue()).isEqualTo("cell-1");
    assertThat(versus.at("/latency_ratio/method").textValue()).isEqualTo("none");
    assertThat(versus.at("/latency_ratio/different").booleanValue()).isFalse();
    assertThat(document().at("/cells/0/versus_baseline").isNull()).isTrue();
  }

  @Test
  void flags_areThereWithTheirSentences() throws JsonProcessingException {
    JsonNode flags = document().at("/cells/0/flags");

    assertThat(flags).hasSize(2);
    assertThat(flags.at("/0/flag").textValue()).isEqualTo("idle_near_zero");
    assertThat(flags.at("/0/sentence").textValue())
        .isEqualTo("In 1 of 5 trials, first in trial 2: Idle power is 0 W.");
    assertThat(flags.at("/1/flag").textValue()).isEqualTo("many_invalid_trials");
  }

  @Test
  void sensorsThatChangedLater_areShownAsTheyWere() throws JsonProcessingException {
    JsonNode document = document(ReportValues.withSensorsChangedAfterwards());

    assertThat(document.at("/cells/0/sensor/nominal_rate_hz").doubleValue()).isEqualTo(1000);
    assertThat(document.at("/provenance/devices/0/sensors/0/nominal_rate_hz").doubleValue())
        .isEqualTo(1000);
  }

  @Test
  void trialsOfAnotherBoard_areNamedAndInNoFigure() throws JsonProcessingException {
    ResultsData data = ReportValues.withACellBegunAnew();
    JsonNode cell = document(data).at("/cells/0");

    assertThat(cell.at("/device").textValue()).isEqualTo("twin-2");
    assertThat(cell.at("/trials").intValue()).isEqualTo(1);
    assertThat(cell.at("/trials_invalid").intValue()).isZero();
    assertThat(cell.at("/latency_seconds/mean").doubleValue()).isEqualTo(0.02);
    assertThat(cell.at("/retries").toString())
        .isEqualTo("[{\"trial\":6,\"retry_of\":6,\"retry_cause\":\"lost\"}]");
    assertThat(cell.at("/set_aside/0/device").textValue()).isEqualTo("twin-1");
    assertThat(cell.at("/set_aside/0/first_trial").intValue()).isEqualTo(1);
    assertThat(cell.at("/set_aside/0/last_trial").intValue()).isEqualTo(5);
    assertThat(TrialsCsv.build(data).lines().filter(line -> line.contains(",cell-1,")))
        .satisfiesExactlyInAnyOrder(
            SET_ASIDE,
            SET_ASIDE,
            SET_ASIDE,
            SET_ASIDE,
            SET_ASIDE,
            line -> assertThat(line).endsWith(",6,lost,false"));
  }

  private static final ThrowingConsumer<String> SET_ASIDE =
      line -> assertThat(line).contains(",twin-1,").endsWith(",,,true");

  @Test
  void trialsOfAgentsOfTwoVersions_areFlaggedAndBothAreNamed() throws JsonProcessingException {
    JsonNode document = document(ReportValues.withAgentUpgradedInBetween());
    JsonNode flags = document.at("/cells/0/flags");
    JsonNode last = flags.get(flags.size() - 1);

    assertThat(last.at("/flag").textValue()).isEqualTo("agent_versions_differ");
    assertThat(last.at("/sentence").textValue())
        .isEqualTo("The trials were measured by agents of 2 versions: 0.6.0, 0.7.0.");
    assertThat(document.at("/provenance/devices/0/agent_versions").toString())
        .isEqualTo("[\"0.6.0\",\"0.7.0\"]");
  }

  @Test
  void trialsUnderUnequalSettings_areFlagged() throws JsonProcessingException {
    JsonNode cell = document(ReportValues.withSensorsChangedInBetween()).at("/cells/0");

    assertThat(cell.at("/sensor/settings_sha256").isNull()).isTrue();
    assertThat(cell.at("/flags/2/flag").textValue()).isEqualTo("sensor_settings_differ");
    assertThat(cell.at("/flags/2/sentence").textValue())
        .isEqualTo(
            "The trials were measured under 2 sensor settings:"
                + " module.nominal_rate_hz: 1000.0 or 500.0.");
  }

  @Test
  void cellWithoutTrials_hasNullsAndItsState() throws JsonProcessingException {
    JsonNode cell = document().at("/cells/2");

    assertThat(cell.at("/verdict/state").textValue()).isEqualTo("waiting");
    assertThat(cell.at("/latency_seconds/mean").isNull()).isTrue();
    assertThat(cell.at("/latency_seconds/n").intValue()).isZero();
    assertThat(cell.at("/idle_power_watts").isNull()).isTrue();
  }

  @Test
  void group_poolsTheTrialsOfAllDevices() throws JsonProcessingException {
    JsonNode document = document();

    assertThat(document.at("/groups")).hasSize(2);
    JsonNode group = document.at("/groups/0");
    assertThat(group.at("/devices/0").textValue()).isEqualTo("twin-1");
    assertThat(group.at("/devices/1").textValue()).isEqualTo("twin-2");
    // 10, 11, 12 ms on one device, 20, 21, 22 ms on the other: 6, 5, 4, 4, 5, 6 ms from 16 ms
    double std = Math.sqrt(2 * (36 + 25 + 16) / 5.0) * 1e-3;
    assertThat(group.at("/latency_seconds/mean").doubleValue()).isEqualTo(0.016, within(1e-12));
    assertThat(group.at("/latency_seconds/std").doubleValue()).isEqualTo(std, within(1e-12));
    assertThat(group.at("/latency_seconds/n").intValue()).isEqualTo(6);
    assertThat(group.at("/latency_seconds/ci_low").doubleValue())
        .isEqualTo(0.016 - T5 * std / Math.sqrt(6), within(2e-6));
  }

  @Test
  void experimentAndProvenance_areThere() throws JsonProcessingException {
    JsonNode document = document();

    assertThat(document.at("/schema").textValue()).isEqualTo("hamlet.results/v1");
    assertThat(document.at("/experiment/id").textValue()).isEqualTo("e-1");
    assertThat(document.at("/experiment/started_at").textValue()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(document.at("/experiment/finished_at").isNull()).isTrue();
    assertThat(document.at("/provenance/hamlet_version").textValue()).isEqualTo("0.1.0");
    assertThat(document.at("/provenance/protocol/burst_seconds").doubleValue()).isEqualTo(0.2);
    assertThat(document.at("/provenance/trial_policy/half_width_ratio").doubleValue())
        .isEqualTo(0.05);
    assertThat(document.at("/provenance/devices/0/sensors/0/rails/0/scope").textValue())
        .isEqualTo("supply");
  }

  @Test
  void everyNameOfTheDocument_isInTheSchemaPage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "results.md"));
    TreeSet<String> names = new TreeSet<>();
    collect(document(), names);
    Stream.of(TrialsCsv.build(ReportValues.data()), CellsCsv.build(ReportValues.data()))
        .map(csv -> csv.substring(0, csv.indexOf('\r')))
        .forEach(header -> names.addAll(List.of(header.split(","))));
    names.remove("hamlet_version");

    assertThat(names).allMatch(name -> page.contains("`" + name + "`"));
  }

  @Test
  void unknownExperiment_isNotFound() {
    try (FakeResultStore store = new FakeResultStore()) {
      assertThatThrownBy(() -> ResultsData.of(store, "e-9", Map.of()))
          .isInstanceOf(HamletException.class)
          .hasMessageContaining("e-9");
    }
  }

  private static double halfWidth(JsonNode interval) {
    return (interval.at("/ci_high").doubleValue() - interval.at("/ci_low").doubleValue()) / 2;
  }

  private static void collect(JsonNode node, Set<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> collect(child, names));
  }

  private static JsonNode document() throws JsonProcessingException {
    return document(ReportValues.data());
  }

  private static JsonNode document(ResultsData data) throws JsonProcessingException {
    return new ObjectMapper().readTree(ResultsDocument.build(data));
  }
}
