package dev.hamlet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.cli.report.ResultDocument.Flag;
import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.cli.report.ResultDocument.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {

  private static final Flag OUTLIER = new Flag("outlier", "Trial 3 lies apart.");
  private static final Flag STUCK = new Flag("stuck_sensor", "The sensor stood still.");

  @Test
  void cellThatConvergedWithoutFlags_needsNoRemark() {
    assertThat(Remarks.lines(List.of(cell("baseline", "converged", "")))).isEmpty();
  }

  @Test
  void cellThatDidNotConverge_saysWhy() {
    assertThat(Remarks.lines(List.of(cell("baseline", "not_converged", "stopped"))))
        .containsExactly("baseline on twin-1: not_converged, stopped");
  }

  @Test
  void outliers_areOnlyCounted_otherFlagsTellTheirSentence() {
    List<Row> cells =
        List.of(
            cell("baseline", "converged", "", OUTLIER),
            cell("store_bits=8", "converged", "", OUTLIER, STUCK));

    assertThat(Remarks.lines(cells))
        .containsExactly(
            "store_bits=8 on twin-1: stuck_sensor: The sensor stood still.",
            "cells with outliers, flagged and counted: 2; results.json says which");
  }

  private static Row cell(String variant, String state, String reason, Flag... flags) {
    return new Row(
        "lenet",
        variant,
        "twin-1",
        "tensorflow",
        1,
        "MAXN",
        0,
        null,
        null,
        null,
        new Verdict(state, reason),
        null,
        10,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(flags));
  }
}
