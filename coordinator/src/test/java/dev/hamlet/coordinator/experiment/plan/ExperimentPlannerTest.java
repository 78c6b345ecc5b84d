package dev.hamlet.coordinator.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExperimentPlannerTest {

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: plan}
      models: {lenet: {zoo: lenet}}
      inputs: {set: digits-test}
      matrix:
        variant: [baseline, {store_bits: 8}]
        power_mode: [MAXN, MAXQ]
      profile: demo
      """;
  private static final ResolvedInputs INPUTS = new ResolvedInputs("cc", 2000);
  private static final List<ResolvedArtifact> ARTIFACTS =
      List.of(
          new ResolvedArtifact("lenet", "baseline", "aa"),
          new ResolvedArtifact("lenet", "store_bits=8", "bb"));

  @Test
  void everyDevice_getsEveryPointInGroupsOfOnePowerMode() {
    Plan plan = plan(FILE, device("twin-2", 0, 0), device("twin-1", 0, 0));

    assertThat(plan.groups())
        .extracting(PlannedGroup::group)
        .containsExactlyInAnyOrder(
            new CellGroup("e-1", "twin-1", "MAXN"),
            new CellGroup("e-1", "twin-1", "MAXQ"),
            new CellGroup("e-1", "twin-2", "MAXN"),
            new CellGroup("e-1", "twin-2", "MAXQ"));
    assertThat(plan.groups())
        .extracting(group -> group.group().device())
        .containsExactly("twin-1", "twin-1", "twin-2", "twin-2");
    assertThat(plan.cells()).hasSize(8);
    assertThat(plan.cells())
        .extracting(PlannedCell::cellId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{16}"));
    assertThat(plan.groups().get(0).cells())
        .extracting(cell -> cell.spec().variant() + " " + cell.spec().artifact())
        .containsExactly("baseline aa", "store_bits=8 bb");
  }

  @Test
  void overrides_changeTheCellsTheyMatchInTheOrderOfTheFile() {
    String text =
        FILE
            + """
            overrides:
              - {where: {variant: baseline}, set: {burst: {seconds: 4}, trials: {min: 3, max: 5}}}
              - {where: {variant: baseline, power_mode: MAXQ}, set: {burst: {seconds: 6}}}
            """;
    ExperimentFile file = ExperimentFileParser.parse("f.yaml", text);
    CellSettings settings = CellSettings.of(file);
    Plan plan = plan(text, device("twin-1", 0, 0));

    assertThat(plan.cells())
        .extracting(cell -> described(cell, settings))
        .containsExactlyInAnyOrder(
            "MAXN baseline 4s 3..5",
            "MAXQ baseline 6s 3..5",
            "MAXN store_bits=8 0s 10..60",
            "MAXQ store_bits=8 0s 10..60");
    // demo: 0.1 s warm-up, 2 x 0.02 s settle and guard, 2 x 0.2 s idle, 0.2 s burst: 0.74 s
    assertThat(plan.boardTime()).isEqualTo(Duration.ofMillis(3 * (4_540 + 6_540) + 2 * 10 * 740));
  }

  @Test
  void identity_isAxesProtocolAndArtifactAndNotTheExperiment() {
    DeviceFacts device = device("twin-1", 0, 0);
    String id = firstIdentity(FILE, device);

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(firstIdentity(FILE.replace("name: plan", "name: other"), device)).isEqualTo(id);
    assertThat(firstIdentity(FILE + "order: {seed: 9}\ncompare_to: {variant: baseline}\n", device))
        .isEqualTo(id);
    assertThat(firstIdentity(FILE + "trials: {max: 99}\n", device)).isEqualTo(id);
    assertThat(firstIdentity(FILE + "timeouts: {trial: 9m}\n", device)).isEqualTo(id);
    assertThat(firstIdentity(FILE + "burst: {seconds: 0.6}\n", device)).isNotEqualTo(id);
    assertThat(firstIdentity(FILE + "energy_rails: [VDD_IN]\n", device)).isEqualTo(id);
    assertThat(firstIdentity(FILE.replace("matrix:\n", "matrix:\n  batch: [1]\n"), device))
        .isNotEqualTo(id);
    assertThat(firstIdentity(FILE, device("twin-2", 0, 0))).isEqualTo(id);
    assertThat(firstIdentity(FILE, device("twin-1", 5_000_000, 0))).isNotEqualTo(id);
  }

  @Test
  void identity_doesNotDependOnTheOrderOfTheAxes() {
    String one = FILE.replace("matrix:\n", "matrix:\n  a: [x]\n  b: [y]\n");
    String other = FILE.replace("matrix:\n", "matrix:\n  b: [y]\n  a: [x]\n");

    assertThat(firstIdentity(one, device("twin-1", 0, 0)))
        .isEqualTo(firstIdentity(other, device("twin-1", 0, 0)));
  }

  @Test
  void runOnOne_spreadsBlocksThatAreComparedOverTheBoardsOfAKind() {
    String file =
        FILE.replace("power_mode: [MAXN, MAXQ]", "power_mode: [MAXN, MAXQ]\n  threads: [1, 2]")
            + "devices: {run_on: one}\n";

    Plan plan = plan(file, device("twin-1", 0, 0), device("twin-2", 0, 0));

    assertThat(plan.cells()).hasSize(8).extracting(PlannedCell::cellId).doesNotHaveDuplicates();
    assertThat(plan.groups())
        .extracting(group -> group.group().device())
        .contains("twin-1", "twin-2");
    assertThat(plan.groups())
        .allSatisfy(
            group ->
                assertThat(group.cells())
                    .extracting(cell -> cell.spec().variant())
                    .contains("baseline", "store_bits=8"));
    assertThat(plan.groups())
        .extracting(group -> group.group().on("any"))
        .as("parts keep apart when they change devices")
        .doesNotHaveDuplicates();
  }

  @Test
  void powerModes_areInRandomOrderBySeedAndEachComesOnce() {
    Set<List<String>> orders = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Plan plan = plan(FILE + "order: {seed: " + seed + "}\n", device("twin-1", 0, 0));
      orders.add(plan.groups().stream().map(group -> group.group().powerMode()).toList());
    }

    assertThat(orders).containsExactlyInAnyOrder(List.of("MAXN", "MAXQ"), List.of("MAXQ", "MAXN"));
  }

  @Test
  void cores_arePartOfACellOnlyIfTheFileNamesThem() {
    String chosen = FILE.replace("matrix:\n", "matrix:\n  cores: [a57]\n");

    assertThat(plan(FILE, withCores("twin-1")).cells())
        .allMatch(cell -> cell.spec().cores().isEmpty());
    assertThat(plan(chosen, withCores("twin-1")).cells())
        .allMatch(cell -> cell.spec().cores().equals("a57"))
        .allMatch(cell -> cell.spec().options().isEmpty());
    assertThat(firstId(FILE, "e-1", withCores("twin-1")))
        .isEqualTo(firstId(FILE, "e-1", device("twin-1", 0, 0)))
        .isNotEqualTo(firstId(chosen, "e-1", withCores("twin-1")));
  }

  @Test
  void coresThatAreOffInAPowerMode_areNamedWithWhatToExclude() {
    String denver = FILE.replace("matrix:\n", "matrix:\n  cores: [denver]\n");

    assertThat(problems(denver, withCores("twin-1")))
        .extracting(Problem::message)
        .containsExactly(
            "device twin-1 has no denver cores in power mode MAXQ (it has 4 a57), so it cannot run"
                + " 2 cells: exclude {power_mode: MAXQ, cores: denver}");
    assertThat(problems(denver, device("twin-1", 0, 0)))
        .extracting(Problem::message)
        .contains(
            "device twin-1 does not say which cores are denver, so it cannot run 2 cells: exclude"
                + " {power_mode: MAXN, cores: denver}");
  }

  @Test
  void moreThreadsThanCores_areRefused() {
    String crowded =
        FILE.replace("matrix:\n", "matrix:\n  cores: [denver]\n  threads: [3]\n")
            .replace("[MAXN, MAXQ]", "[MAXN]");

    assertThat(problems(crowded, withCores("twin-1")))
        .extracting(Problem::message)
        .containsExactly(
            "device twin-1 has 2 denver cores in power mode MAXN for 3 threads, so it cannot run 2"
                + " cells: exclude {threads: 3}, or choose other devices");
  }

  @Test
  void sameInput_givesTheSamePlan() {
    assertThat(plan(FILE, device("twin-1", 0, 0))).isEqualTo(plan(FILE, device("twin-1", 0, 0)));
  }

  @Test
  void cellId_changesWithEveryPartOfItsIdentity() {
    String id = firstId(FILE, "e-1", device("twin-1", 0, 0));

    assertThat(firstId(FILE, "e-2", device("twin-1", 0, 0))).isNotEqualTo(id);
    assertThat(firstId(FILE, "e-1", device("twin-2", 0, 0))).isNotEqualTo(id);
    assertThat(firstId(FILE, "e-1", device("twin-1", 0, 500))).isNotEqualTo(id);
    assertThat(firstId(FILE + "energy_rails: board\n", "e-1", device("twin-1", 0, 0)))
        .isNotEqualTo(id);
    assertThat(firstId(FILE + "idle: {seconds: 2}\n", "e-1", device("twin-1", 0, 0)))
        .isNotEqualTo(id);
    assertThat(firstId(FILE + "trials: {max: 99}\n", "e-1", device("twin-1", 0, 0))).isEqualTo(id);
  }

  @Test
  void filteredSensor_lengthensThePhases() {
    long tauNs = 422_400_000;
    PlannedGroup group = plan(FILE, device("twin-1", tauNs, 1_000_000)).groups().get(0);

    Duration memory = Duration.ofNanos(5 * tauNs);
    assertThat(group.protocol().settle()).isEqualTo(memory.plusMillis(1));
    assertThat(group.protocol().guard()).isEqualTo(memory.plusMillis(1));
    assertThat(group.protocol().idle()).isEqualTo(memory.multipliedBy(2));
    assertThat(group.protocol().burst()).isEqualTo(memory.multipliedBy(2));
  }

  @Test
  void expectedTime_isThePhasesOfTheLeastTrialsOfTheBusiestDevice() {
    Plan plan = plan(FILE, device("twin-1", 0, 0), device("twin-2", 0, 0));

    // 0.1 warm-up + 0.02 settle + 2 x 0.2 idle + 0.2 burst + 0.02 guard = 0.74 s; 10 trials, 4
    // cells
    assertThat(plan.expected()).isEqualTo(Duration.ofMillis(740 * 10 * 4));
    assertThat(plan(FILE + "time_limit: 20s\n", device("twin-1", 0, 0)).expected())
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void severalMeasuredInputs_haveCellsOfTheirOwn() {
    String file = FILE.replace("{set: digits-test}", "{set: d, measure: {count: 3, seed: 7}}");

    List<Integer> inputs =
        plan(file, device("twin-1", 0, 0)).groups().get(0).cells().stream()
            .filter(cell -> cell.spec().variant().equals("baseline"))
            .map(cell -> cell.spec().inputIndex())
            .toList();

    assertThat(inputs).hasSize(3).doesNotHaveDuplicates().isSorted();
    assertThat(inputs).allMatch(input -> input >= 0 && input < 2000);
  }

  @Test
  void runOnOne_takesTheFirstDeviceThatCan() {
    DeviceFacts poor =
        new DeviceFacts("a-poor", "tx2", Map.of(), Set.of(), Set.of(), 2, List.of(), true);

    assertThat(plan(FILE + "devices: {run_on: one}\n", device("twin-1", 0, 0), poor).groups())
        .extracting(group -> group.group().device())
        .containsOnly("twin-1");
  }

  @Test
  void labels_matchBoardNameAndLabels() {
    String match = "devices: {match: {board: tx2, device: twin-2, room: lab}}\n";

    assertThat(plan(FILE + match, device("twin-1", 0, 0), device("twin-2", 0, 0)).groups())
        .extracting(group -> group.group().device())
        .containsOnly("twin-2");
  }

  @Test
  void labelsThatMatchNoDevice_areSaidWithWhatThereIs() {
    assertThat(problems(FILE + "devices: {match: {board: nano}}\n", device("twin-1", 0, 0)))
        .containsExactly(
            new Problem(
                "devices.match", "no device matches {board: nano}: there is twin-1 (board tx2)"));
    assertThat(problems(FILE))
        .containsExactly(new Problem("devices.match", "no device is known: start an agent"));
  }

  @Test
  void deviceThatLacksThings_isSaidWithAllOfThem() {
    DeviceFacts poor =
        new DeviceFacts(
            "poor", "tx2", Map.of(), Set.of("tflite"), Set.of("MAXN"), 0, List.of(), true);

    assertThat(problems(FILE, poor, device("twin-1", 0, 0)))
        .extracting(Problem::message)
        .containsExactly(
            "device poor has no rail VDD_IN (it has none), so it cannot run 4 cells: name other"
                + " energy_rails, or choose other devices",
            "device poor has no runtime tensorflow (it has tflite), so it cannot run 4 cells: exclude"
                + " {runtime: tensorflow}, or choose other devices",
            "device poor has no power mode MAXQ (it has MAXN), so it cannot run 2 cells: exclude"
                + " {power_mode: MAXQ}, or choose other devices",
            "device poor has 0 CPUs for 1 threads, so it cannot run 4 cells: exclude {threads: 1}, or"
                + " choose other devices");
  }

  @Test
  void planOfRest_leavesOutOnEachDeviceWhatItCannotRun() {
    PlanOfRest rest = rest(FILE, device("twin-1", 0, 0), onlyMaxn("twin-2"));

    assertThat(rest.plan().groups())
        .extracting(group -> group.group().device() + " " + group.group().powerMode())
        .containsExactlyInAnyOrder("twin-1 MAXN", "twin-1 MAXQ", "twin-2 MAXN");
    assertThat(rest.unrunnableCells()).isEqualTo(2);
    assertThat(rest.reasons())
        .containsExactly(
            new PlanOfRest.Reason(
                "power mode MAXQ",
                2,
                List.of("twin-2"),
                "exclude {power_mode: MAXQ}, or choose other devices"));
  }

  @Test
  void planOfRest_ofOneBoardSpreadsWhatTheAblestCanRun() {
    String one = FILE.replace("MAXQ]", "MAXX]") + "devices: {run_on: one}\n";
    PlanOfRest rest = rest(one, device("twin-1", 0, 0), device("twin-2", 0, 0));

    assertThat(rest.plan().cells()).hasSize(2);
    assertThat(rest.unrunnableCells()).isEqualTo(2);
    assertThat(rest.reasons())
        .extracting(PlanOfRest.Reason::what)
        .containsExactly("power mode MAXX");
    assertThat(rest(FILE + "devices: {run_on: one}\n", onlyMaxn("a"), device("b", 0, 0)))
        .as("a board that can run all is chosen, and nothing is left out")
        .isEqualTo(
            new PlanOfRest(
                plan(FILE + "devices: {run_on: one}\n", onlyMaxn("a"), device("b", 0, 0)),
                0,
                List.of()));
  }

  @Test
  void planOfRest_hasTheCellsOfTheFileWithoutTheValue() {
    String more = FILE.replace("MAXQ]", "MAXQ, MAXX]");

    assertThat(rest(more, device("twin-1", 0, 0)).plan().cells())
        .extracting(PlannedCell::cellId)
        .containsExactlyInAnyOrderElementsOf(
            plan(FILE, device("twin-1", 0, 0)).cells().stream().map(PlannedCell::cellId).toList());
  }

  @Test
  void planOfRest_isRefusedWhereNothingCanBeRun() {
    String nothing = FILE.replace("[MAXN, MAXQ]", "[MAXX]");

    assertThat(
            catchThrowableOfType(
                InvalidInputException.class, () -> rest(nothing, device("twin-1", 0, 0))))
        .hasMessageContaining("no power mode MAXX", "cannot run 2 cells");
  }

  @Test
  void moreDevicesThanMatch_isAProblem() {
    assertThat(problems(FILE + "devices: {run_on: 2}\n", device("twin-1", 0, 0)))
        .containsExactly(
            new Problem("devices.run_on", "1 devices match, fewer than the 2 asked for"));
  }

  @Test
  void artifactThatWasNotMade_isAProblem() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                ExperimentPlanner.plan(
                    file(FILE),
                    ARTIFACTS.subList(0, 1),
                    INPUTS,
                    List.of(device("twin-1", 0, 0)),
                    "e-1"));

    assertThat(refused.problems())
        .containsExactly(
            new Problem(
                "models.lenet",
                "variant store_bits=8 was not made: submit the file with its artifacts"));
  }

  private static Plan plan(String text, DeviceFacts... devices) {
    return ExperimentPlanner.plan(file(text), ARTIFACTS, INPUTS, List.of(devices), "e-1");
  }

  private static PlanOfRest rest(String text, DeviceFacts... devices) {
    return ExperimentPlanner.planOfRest(
        file(text), ARTIFACTS, INPUTS, List.of(devices), "e-1", Restriction.NONE);
  }

  private static DeviceFacts onlyMaxn(String name) {
    DeviceFacts all = device(name, 0, 0);
    return new DeviceFacts(
        name,
        all.board(),
        all.labels(),
        all.runtimes(),
        Set.of("MAXN"),
        all.cpus(),
        all.sensors(),
        true);
  }

  private static List<Problem> problems(String text, DeviceFacts... devices) {
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> plan(text, devices));
    assertThat(refused).as("the plan must be refused").isNotNull();
    return refused.problems();
  }

  private static String described(PlannedCell cell, CellSettings settings) {
    CellSettings.Settings own = settings.of(cell::axis);
    return "%s %s %ds %d..%d"
        .formatted(
            cell.group().powerMode(),
            cell.spec().variant(),
            own.protocol().burst().toSeconds(),
            own.trials().min(),
            own.trials().max());
  }

  private static String firstIdentity(String text, DeviceFacts device) {
    return plan(text, device).cells().stream()
        .filter(cell -> cell.group().powerMode().equals("MAXN"))
        .findFirst()
        .orElseThrow()
        .identity();
  }

  private static String firstId(String text, String experimentId, DeviceFacts device) {
    return ExperimentPlanner.plan(file(text), ARTIFACTS, INPUTS, List.of(device), experimentId)
        .cells()
        .get(0)
        .cellId();
  }

  private static ExperimentFile file(String text) {
    return ExperimentFileParser.parse("plan.yaml", text);
  }

  private static DeviceFacts withCores(String name) {
    DeviceFacts plain = device(name, 0, 0);
    List<Integer> a57 = List.of(0, 3, 4, 5);
    return new DeviceFacts(
        name,
        plain.board(),
        plain.labels(),
        plain.runtimes(),
        plain.powerModes(),
        6,
        plain.sensors(),
        true,
        List.of(
            new PowerModeCores("MAXN", Map.of("a57", a57, "denver", List.of(1, 2))),
            new PowerModeCores("MAXQ", Map.of("a57", a57, "denver", List.of()))));
  }

  private static DeviceFacts device(String name, long timeConstantNs, long lagNs) {
    List<Rail> rails =
        List.of(
            new Rail("VDD_IN", RailScope.SUPPLY, 0.01),
            new Rail("VDD_MUX", RailScope.SUPPLY, 0.01));
    SensorGroup group =
        new SensorGroup("s", "g", "twin", true, 1000, 1190, timeConstantNs, lagNs, rails);
    return new DeviceFacts(
        name,
        "tx2",
        Map.of("room", "lab"),
        Set.of("tensorflow"),
        Set.of("MAXN", "MAXQ"),
        2,
        List.of(group),
        true);
  }
}
