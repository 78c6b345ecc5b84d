package dev.hamlet.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.cli.report.ResultDocument;
import dev.hamlet.common.axis.VaryingAxes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResultComparisonTest {

  private static final String TWIN = "\"power.kind = twin\", \"VDD_IN.scope = SUPPLY\"";
  private static final String BOARD = "\"power.kind = ina3221x\", \"VDD_IN.scope = SUPPLY\"";

  @Test
  void sameDeviceAndSettings_compareWithTheRandomPartOnly() {
    ComparedCell cell =
        compare(document("twin-1", 2, "VDD_IN", TWIN), document("twin-1", 3, "VDD_IN", TWIN), false)
            .cells()
            .get(0);

    assertThat(cell.refusal()).isNull();
    RatioOfMeans ratio = Objects.requireNonNull(cell.netEnergy());
    assertThat(ratio.ratio()).isCloseTo(1.5, within(1e-12));
    // each is known to 3 %: root of 2 x 0.03^2
    assertThat(ratio.ciHigh()).isCloseTo(1.5 * Math.exp(0.03 * Math.sqrt(2)), within(1e-9));
    assertThat(ratio.different()).isTrue();
  }

  @Test
  void otherDevice_comparesWithTheLimitsOfBothSensors() {
    ComparedCell cell =
        compare(document("twin-1", 2, "VDD_IN", TWIN), document("twin-2", 2, "VDD_IN", TWIN), false)
            .cells()
            .get(0);

    RatioOfMeans ratio = Objects.requireNonNull(cell.netEnergy());
    assertThat(ratio.ciHigh()).isCloseTo(Math.exp(0.04 * Math.sqrt(2)), within(1e-9));
    assertThat(ratio.different()).isFalse();
    assertThat(cell.name(new VaryingAxes(List.of()))).contains("on twin-1 and twin-2");
  }

  @Test
  void unequalRails_areRefusedUnlessForced() {
    ResultDocument one = document("twin-1", 2, "VDD_IN", TWIN);
    ResultDocument other = document("twin-1", 3, "VDD_SYS_GPU", TWIN);

    ResultComparison refused = compare(one, other, false);
    assertThat(refused.refuses()).isTrue();
    assertThat(refused.cells().get(0).netEnergy()).isNull();
    assertThat(refused.cells().get(0).latency()).isNotNull();
    assertThat(ComparisonTable.lines(refused))
        .contains(
            "Refused for 1 cells: the energies go over unequal rails: [VDD_IN] and [VDD_SYS_GPU].");

    ResultComparison forced = compare(one, other, true);
    assertThat(forced.refuses()).isFalse();
    assertThat(forced.cells().get(0).netEnergy()).isNotNull();
    assertThat(ComparisonTable.lines(forced)).anyMatch(line -> line.startsWith("Forced for 1"));
  }

  @Test
  void unequalSettings_areRefusedWithWhatDiffers() {
    ResultComparison comparison =
        compare(document("a", 2, "VDD_IN", TWIN), document("a", 2, "VDD_IN", BOARD), false);

    assertThat(comparison.refuses()).isTrue();
    assertThat(comparison.cells().get(0).refusal())
        .isEqualTo("the sensor settings differ: power.kind = twin, but power.kind = ina3221x");
  }

  private static ResultComparison compare(
      ResultDocument first, ResultDocument second, boolean force) {
    return ResultComparison.of(first, second, force);
  }

  /** One cell; its energy is known to 3 % over trials and to 4 % in all. */
  private static ResultDocument document(
      String device, double joules, String rail, String settings) {
    String text =
        """
        {"experiment": {"id": "e-1", "name": "one"}, "groups": [], "cells": [{
          "model": "lenet", "variant": "baseline", "device": "%s", "runtime": "tensorflow",
          "threads": 1, "power_mode": "MAXN", "input_index": 3, "rails": ["%s"],
          "latency_seconds": {"mean": 0.01, "ci_low": 0.0099, "ci_high": 0.0101, "n": 10},
          "net_energy_per_inference_joules": {"mean": %s, "ci_low": %s, "ci_high": %s, "n": 10,
            "total": {"ci_low": %s, "ci_high": %s}},
          "sensor": {"kind": "twin", "simulated": true, "settings": [%s]}}]}
        """
            .formatted(
                device,
                rail,
                joules,
                joules * 0.97,
                joules * 1.03,
                joules * 0.96,
                joules * 1.04,
                settings);
    return ResultDocument.read("made up", text.getBytes(StandardCharsets.UTF_8));
  }
}
