package dev.hamlet.agent.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.simulation.fault.FaultPlan.Occurrence;
import dev.hamlet.common.config.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptParserTest {

  private static final String SCRIPT =
      """
      seed: 7
      faults:
        - {kind: crash, devices: "sim-*1", at: 30s, for: 5s}
        - {kind: slow_link, every: 20s, for: 2s, delay: 200ms, bytes_per_second: 50000}
        - {kind: clock_step, at: 0, by: 3s}
      """;

  @Test
  void script_isReadWithPatternsTimesAndRates() {
    FaultPlan plan = FaultScriptParser.parse("faults.yaml", SCRIPT);

    assertThat(plan.seed()).isEqualTo(7);
    assertThat(plan.faults())
        .extracting(ScriptedFault::kind)
        .containsExactly(FaultKind.CRASH, FaultKind.SLOW_LINK, FaultKind.CLOCK_STEP);
    ScriptedFault crash = plan.faults().get(0);
    assertThat(crash.at()).contains(Duration.ofSeconds(30));
    assertThat(crash.duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(crash.concerns("sim-0001")).isTrue();
    assertThat(crash.concerns("sim-0010")).isFalse();
    ScriptedFault slow = plan.faults().get(1);
    assertThat(slow.delay()).isEqualTo(Duration.ofMillis(200));
    assertThat(slow.bytesPerSecond()).isEqualTo(50_000);
    assertThat(slow.concerns("anything")).isTrue();
    assertThat(plan.faults().get(2).at()).contains(Duration.ZERO);
  }

  @Test
  void everyProblem_hasItsLineAndWhatWasMeant() {
    String text =
        """
        faults:
          - {kind: crush, at: 3s, for: 1s}
          - {kind: hang, for: 1s}
          - {kind: cut, at: 1s, every: 2s, for: 1s}
          - {kind: crash, at: 1s}
          - {kind: crash, at: 1s, for: 1s, delay: 2s}
          - {kind: clock_step, at: 1s, by: -2s}
          - {kind: disk_full, at: 1s}
          - {kind: disk_full, at: 1s, for: 1s, by: 2s}
        """;

    assertThatThrownBy(() -> FaultScriptParser.parse("f.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("f.yaml:2:12")
        .hasMessageContaining("crash")
        .hasMessageContaining("f.yaml:3:5")
        .hasMessageContaining("either \"at\" or \"every\"")
        .hasMessageContaining("f.yaml:4:5")
        .hasMessageContaining("needs the key \"for\"")
        .hasMessageContaining("unknown key \"delay\"")
        .hasMessageContaining("f.yaml:7:")
        .hasMessageContaining("f.yaml:8:5")
        .hasMessageContaining("f.yaml:9:")
        .hasMessageContaining("unknown key \"by\"");
  }

  @Test
  void rates_giveTheSameTimesForTheSameSeedAndTheirMean() {
    FaultPlan plan = FaultScriptParser.parse("faults.yaml", SCRIPT);

    List<Occurrence> first = take(plan, "sim-0002", 2_000);
    assertThat(take(plan, "sim-0002", 2_000)).isEqualTo(first);
    assertThat(take(plan, "sim-0003", 20)).isNotEqualTo(first.subList(0, 20));
    assertThat(first).extracting(Occurrence::at).isSorted();
    // mean distance 20 s + 2 s of the fault; standard error of 2,000 exponential draws 20 / 44.7 s
    double meanS = first.get(1_999).at().toMillis() / 1e3 / 1_999;
    assertThat(meanS).isBetween(22 - 4 * 0.45, 22 + 4 * 0.45);
  }

  @Test
  void plan_knowsWhatMayHappenToWhom() {
    FaultPlan plan =
        FaultScriptParser.parse(
            "f.yaml", "faults: [{kind: disk_full, devices: sim-*1, every: 1m, for: 1s}]");

    assertThat(plan.has(FaultKind.DISK_FULL, "sim-0001")).isTrue();
    assertThat(plan.has(FaultKind.DISK_FULL, "sim-0002")).isFalse();
    assertThat(plan.has(FaultKind.HANG, "sim-0001")).isFalse();
    assertThat(plan.faults().get(0).words()).isEqualTo("has a full disk for 1.0 s");
  }

  @Test
  void times_happenOnceInTheirOrder() {
    FaultPlan plan =
        FaultScriptParser.parse(
            "f.yaml",
            """
            faults:
              - {kind: cut, at: 9s, for: 1s}
              - {kind: hang, at: 4s, for: 1s}
            """);

    assertThat(take(plan, "x", 10))
        .extracting(occurrence -> occurrence.fault().kind())
        .containsExactly(FaultKind.HANG, FaultKind.CUT);
  }

  private static List<Occurrence> take(FaultPlan plan, String device, int most) {
    List<Occurrence> taken = new ArrayList<>();
    Iterator<Occurrence> all = plan.of(device);
    while (taken.size() < most && all.hasNext()) {
      taken.add(all.next());
    }
    return taken;
  }
}
