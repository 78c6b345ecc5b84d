package dev.hamlet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTablesTest {

  @Test
  void experimentWithoutABoard_isNamedBelowTheListWithWhatToDo() {
    String words = "no board: device a is lost, last seen 2026-11-22T21:05:13Z; switch it on";

    List<String> lines =
        StatusTables.experiments(List.of(view("e-1", words), view("e-2", "device b works on e-3")));

    assertThat(lines).last().isEqualTo("e-1 waits: " + words);
    assertThat(lines.subList(0, lines.size() - 1)).noneMatch(line -> line.contains("waits"));
  }

  @Test
  void oneExperiment_saysWhatItWaitsFor() {
    assertThat(StatusTables.headlines(view("e-1", "no board: device a is lost")).get(0))
        .endsWith("  waits: no board: device a is lost");
  }

  private static ExperimentView view(String id, String waitingFor) {
    return new ExperimentView(
        id, "name", "mia", "running", 0, 0, 3, 0, waitingFor, Map.of(), List.of());
  }
}
