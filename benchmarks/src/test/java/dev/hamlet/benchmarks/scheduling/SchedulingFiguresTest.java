package dev.hamlet.benchmarks.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.benchmarks.makespan.MakespanFigures;
import dev.hamlet.benchmarks.matrix.MatrixFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulingFiguresTest {

  private static final FleetFigures FLEET =
      new FleetFigures(
          1_000,
          new Phase(1_000, 0.5, 0.3, 0.1),
          new Phase(40_000, 50, 30, 20),
          10_000,
          1_500,
          new RestartFigures(1_000, 12.5, 170, 0.8, 3.5, 2.5));

  @Test
  void json_hasWhatIsAskedFor() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                SchedulingJson.of(
                    new MatrixFigures(1_000_000, 1, 2, 3, 4, 5, 6),
                    MakespanFigures.of(2, 1, true),
                    List.of(FLEET)));

    assertThat(json.at("/matrix/persist_seconds").asDouble()).isEqualTo(3);
    assertThat(json.at("/makespan/cases").asInt()).isEqualTo(2);
    assertThat(json.at("/devices").asInt()).isEqualTo(1_000);
    assertThat(json.at("/leases_per_second").asDouble()).isEqualTo(2_000);
    assertThat(json.at("/trial_cycles_per_second").asDouble()).isEqualTo(800);
    assertThat(json.at("/trial_cycles/coordinator_cpu_share").asDouble()).isEqualTo(0.6);
    assertThat(json.at("/memory/bytes_per_device").asDouble()).isEqualTo(10_000);
    assertThat(json.at("/memory/bytes_per_cell").asDouble()).isEqualTo(1_500);
    assertThat(json.at("/restart/peak_connections_per_second").asInt()).isEqualTo(170);
    assertThat(json.at("/fleets/0/restart/seconds").asDouble()).isEqualTo(12.5);
  }

  @Test
  void watch_findsTheGreatestGrowthOverASecond() {
    RestartWatch watch = new RestartWatch();
    watch.look(0, 0);
    watch.look(500_000_000, 10);
    watch.look(1_400_000_000, 50);
    watch.look(2_500_000_000L, 60);

    assertThat(watch.most()).isEqualTo(40); // from 0.5 s to 1.4 s
  }

  @Test
  void arguments_sayWhatIsMeasured() {
    assertThat(SchedulingArguments.parse())
        .isEqualTo(new SchedulingArguments(true, List.of(1_000, 5_000), false, null));
    assertThat(SchedulingArguments.parse("--preset", "quick", "--devices", "50"))
        .isEqualTo(new SchedulingArguments(false, List.of(50), true, null));
    assertThatThrownBy(() -> SchedulingArguments.parse("--fleet"))
        .hasMessageStartingWith("unknown option --fleet: ");
  }
}
