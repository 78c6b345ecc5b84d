package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HamletTest {

  private static final String EXAMPLE =
      Path.of("../examples/demo.yaml").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;
  private CommandLineFixture hamlet;

  @BeforeEach
  void freshCommandLine() {
    hamlet = new CommandLineFixture(folder, Map.of());
  }

  @Test
  void help_ofEveryVerbNamesOptionsAndExitCodes() {
    for (String verb : hamlet.verbs()) {
      CommandLineFixture fresh = new CommandLineFixture(folder, Map.of());
      assertThat(fresh.run((verb + " --help").split(" "))).as(verb).isZero();
      assertThat(fresh.out())
          .contains("hamlet " + verb, "Exit codes:", "4", "the coordinator cannot be reached");
    }
  }

  /** Lists of commands show the first line of each: it must not break off. */
  @Test
  void summaryOfEveryVerb_isOneSentenceThatEnds() {
    assertThat(hamlet.summaries())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            (verb, summary) -> assertThat(summary).as(verb).matches("[A-Z](?!.*\\. ).*\\."));
  }

  @Test
  void help_showsNoEmptyDefault() {
    for (String verb : hamlet.verbs()) {
      CommandLineFixture fresh = new CommandLineFixture(folder, Map.of());
      fresh.run((verb + " --help").split(" "));
      assertThat(fresh.out().lines())
          .as(verb)
          .noneMatch(line -> line.matches(".*Default: *(\\[]|\\{}|null)?\\s*"));
    }
  }

  @Test
  void classThatIsMissing_isSaidInOneLine() {
    CommandLineFixture broken = CommandLineFixture.without(folder, "dev/hamlet/models/Zoo");

    assertThat(broken.run("coordinator")).isEqualTo(1);
    assertThat(broken.err())
        .isEqualTo(
            "hamlet: a defect of Hamlet: java.lang.NoClassDefFoundError: dev/hamlet/models/Zoo;"
                + " again with --debug shows where\n");
  }

  /** What cannot be formatted picocli shows as it stands, after a warning on the error stream. */
  @Test
  void help_canBeFormatted() {
    assertThat(hamlet.optionTexts())
        .hasSizeGreaterThan(100)
        .allSatisfy(text -> assertThatCode(() -> String.format(text)).doesNotThrowAnyException());
  }

  @Test
  void version_isTheBuilds() {
    assertThat(hamlet.run("--version")).isZero();
    assertThat(hamlet.out()).matches("hamlet \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void noVerb_isBadInput() {
    assertThat(hamlet.run()).isEqualTo(2);
    assertThat(hamlet.err())
        .isEqualTo("hamlet: say what to do, for instance: hamlet demo (see hamlet --help)\n");
  }

  @Test
  void misspeltVerb_isRefusedWithASuggestion() {
    assertThat(hamlet.run("stats")).isEqualTo(2);
    assertThat(hamlet.err()).contains("stats", "did you mean", "status").hasLineCount(1);
    assertThat(hamlet.out()).isEmpty();
  }

  @Test
  void unknownOption_isRefusedInOneLine() {
    assertThat(hamlet.run("status", "--jsn")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--jsn").hasLineCount(1);
  }

  @Test
  void unreachableCoordinator_saysWhereAndWhatMends() throws IOException {
    int port = closedPort();
    assertThat(hamlet.run("status", "--coordinator", "127.0.0.1:" + port)).isEqualTo(4);
    assertThat(hamlet.err())
        .contains("no coordinator answers at 127.0.0.1:" + port, "hamlet coordinator")
        .hasLineCount(1);
  }

  @Test
  void addressWithoutPort_isBadInput() {
    assertThat(hamlet.run("status", "--coordinator", "localhost")).isEqualTo(2);
    assertThat(hamlet.err()).contains("HOST:PORT").hasLineCount(1);
  }

  @Test
  void otherMachineInTheClear_isRefused() {
    assertThat(hamlet.run("status", "--coordinator", "192.0.2.1:7400")).isEqualTo(2);
    assertThat(hamlet.err()).contains("192.0.2.1:7400", "--insecure").hasLineCount(1);
  }

  @Test
  void unknownExperiment_isBadInputInTheCoordinatorsWords() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("status", "e-nope", "--coordinator", coordinator.address()))
          .isEqualTo(2);
      assertThat(hamlet.err()).isEqualTo("hamlet: no experiment e-nope\n");
    }
  }

  @Test
  void debug_showsTheStack() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      hamlet.run("status", "e-nope", "--debug", "--coordinator", coordinator.address());
      assertThat(hamlet.err()).contains("\tat dev.hamlet.cli.client.");
    }
  }

  @Test
  void statusAsJson_isADocumentWithUnitsInItsNames() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(
              hamlet.run(
                  "status",
                  FakeCoordinator.EXPERIMENT,
                  "--json",
                  "--coordinator",
                  coordinator.address()))
          .isZero();
      JsonNode document = new JsonMapper().readTree(hamlet.out());
      assertThat(document.at("/cells/0/net_energy_per_inference_joules").doubleValue())
          .isEqualTo(0.005678);
      assertThat(hamlet.err()).isEmpty();
    }
  }

  @Test
  void goldenCheckAndLogs_areShown() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();
      assertThat(hamlet.run("devices", "check", "twin-1", address)).isZero();
      assertThat(hamlet.out()).contains("passed", "per inference, 5 trials", "its own history");
      hamlet = new CommandLineFixture(folder, Map.of());
      assertThat(hamlet.run("logs", FakeCoordinator.EXPERIMENT, "--cell=c-1", address)).isZero();
      assertThat(hamlet.out()).contains("twin-1  cell c-1: worker died", "--- worker");
    }
  }

  @Test
  void changedDevice_saysByWhomSinceWhenAndWhy() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();
      assertThat(hamlet.run("devices", "drain", "twin-1", "--reason=its fan rattles", address))
          .isZero();
      assertThat(hamlet.out())
          .startsWith("twin-1 is draining by mia since 2023-11-1")
          .endsWith(": its fan rattles\n");
      hamlet = new CommandLineFixture(folder, Map.of());
      assertThat(hamlet.run("devices", "reserve", "twin-1", "--for=2h", address)).isZero();
      assertThat(hamlet.out()).contains("reserved by mia", " until 2023-11-1");
    }
  }

  @Test
  void reservationWithoutADuration_isBadInput() {
    assertThat(hamlet.run("devices", "reserve", "twin-1", "--for=long")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--for long", "2h").hasLineCount(1);
  }

  @Test
  void shownDevice_saysThatNoGoldenModelIsSetUp() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();
      assertThat(hamlet.run("devices", "show", "twin-1", address)).isZero();
      assertThat(hamlet.out()).contains("twin-1 is lost", "2 in a row", "not set up");
      hamlet = new CommandLineFixture(folder, Map.of());
      assertThat(hamlet.run("devices", "show", "twin-1", "--json", address)).isZero();
      assertThat(new JsonMapper().readTree(hamlet.out()).at("/consecutive_failures").intValue())
          .isEqualTo(2);
    }
  }

  @Test
  void auditLog_isATableOrADocument() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();
      assertThat(hamlet.run("audit", "--since=2d", "--subject=twin-1", address)).isZero();
      assertThat(hamlet.out())
          .contains("who", "what", "mia  drain  twin-1   done     its fan rattles");
      hamlet = new CommandLineFixture(folder, Map.of());
      assertThat(hamlet.run("audit", "--subject=nobody", "--json", address)).isZero();
      assertThat(hamlet.out()).isEqualTo("[ ]\n");
    }
  }

  @Test
  void auditSinceNoDuration_isBadInput() {
    assertThat(hamlet.run("audit", "--since=yesterday")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--since yesterday", "2d").hasLineCount(1);
  }

  @Test
  void deviceIsCalibrated_andARefusalIsItsSentence() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();

      assertThat(hamlet.run("devices", "calibrate", "twin-1", "--threads=4", address)).isZero();
      assertThat(hamlet.out()).contains("time constant 13.00 ms +- 300.0 µs", "4.500 W");
      assertThat(hamlet.err()).contains("with 4 threads for 3 s", "from its next start on");
      assertThat(hamlet.run("devices", "calibrate", "twin-1", "--json", address)).isZero();
      assertThat(hamlet.out()).contains("0.013");
      assertThat(hamlet.run("devices", "calibrate", "twin-2", address)).isEqualTo(1);
      assertThat(hamlet.err()).contains("device twin-2 works on e-1: wait until");
      assertThat(hamlet.run("devices", "calibrate", "twin-1", "--threads=65", address))
          .isEqualTo(2);
    }
  }

  @Test
  void meterCost_isFoundOutWithItsInterval() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      String address = "--coordinator=" + coordinator.address();

      assertThat(hamlet.run("devices", "check", "twin-1", "--meter-cost", address)).isZero();
      assertThat(hamlet.out())
          .contains("sampling at 1000 Hz costs 52.00 mW (95 %: -1.000 mW to 105.0 mW) more");
      assertThat(hamlet.run("devices", "check", "twin-1", "--meter-cost", "--json", address))
          .isZero();
      assertThat(hamlet.out()).contains("\"cost_watts\" : 0.052");
      assertThat(hamlet.run("devices", "check", "twin-1", "--golden", "--meter-cost", address))
          .isEqualTo(2);
      assertThat(hamlet.err()).contains("one check at a time");
    }
  }

  @Test
  void devices_areListedWithRailsAndLabels() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("devices", "list", "--coordinator=" + coordinator.address())).isZero();
      assertThat(hamlet.out()).contains("twin-1", "simulated", "VDD_IN", "board=tx2");
    }
  }

  @Test
  void watchToTheEnd_isZeroWhenAllConverged() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("watch", "e", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.err())
          .contains("lenet baseline on twin-1: converged after 10 trials")
          .contains("1 of 2 cells done, 14 trials, about 1 min 01 s left");
    }
  }

  @Test
  void watchToTheEnd_isThreeWhenACellDidNotConverge() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("not_converged")) {
      assertThat(hamlet.run("watch", "e", "--coordinator", coordinator.address())).isEqualTo(3);
      assertThat(hamlet.err()).contains("not converged after 10 trials (time limit of 120 s)");
    }
  }

  @Test
  void watchAsJson_isOneDocumentALine() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      hamlet.run("watch", "e", "--json", "--coordinator", coordinator.address());
      assertThat(hamlet.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    }
  }

  @Test
  void statusOfVeryManyCells_countsThemAndShowsThoseThatWantALook() throws IOException {
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      assertThat(hamlet.run("status", "e-1", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.out())
          .hasLineCount(6) // headline, counts, two of the table's head, two cells
          .contains(
              "60000 cells: 1 failed, 1 running, 59998 waiting; 7 trials", "v59999", "v59998");
      assertThat(hamlet.err()).contains("2 of 60000 cells", "--cells");
    }
  }

  @Test
  void statusOfVeryManyCells_showsAllOrSomeWhenAsked() throws IOException {
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      hamlet.run("status", "e-1", "--cells", "--coordinator", coordinator.address());
      assertThat(hamlet.out()).hasLineCount(2 + 2 * 60 + LargeCoordinator.CELLS);
    }
  }

  @Test
  void statusByState_showsNoOthers() throws IOException {
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      hamlet.run("status", "e-1", "--state", "failed", "--coordinator", coordinator.address());
      assertThat(hamlet.out()).hasLineCount(5).contains("v59999").doesNotContain("v59998");
      assertThat(hamlet.run("status", "e-1", "--state=lost")).isEqualTo(2);
      assertThat(hamlet.err()).contains("no cell is ever 'lost'", "not_converged");
      assertThat(hamlet.run("status", "--state=failed")).isEqualTo(2);
      assertThat(hamlet.err()).contains("hamlet status ID");
    }
  }

  @Test
  void statusOfVeryManyCellsAsJson_isComplete() throws IOException {
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      hamlet.run("status", "e-1", "--json", "--coordinator", coordinator.address());
      JsonNode document = new JsonMapper().readTree(hamlet.out());
      assertThat(document.at("/cells_by_state/waiting").intValue()).isEqualTo(59_998);
      assertThat(document.at("/cells")).hasSize(LargeCoordinator.CELLS);
      assertThat(document.at("/cells/59999/state").textValue()).isEqualTo("failed");
    }
  }

  @Test
  void statusOfOwners_showsTheirExperimentsOnly() throws IOException {
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      hamlet.run("status", "--coordinator", coordinator.address());
      assertThat(hamlet.out()).contains("e-1", "mia", "e-2", "tom");
    }
    assertThat(shownOf("--owner", "tom")).contains("e-2").doesNotContain("e-1");
    assertThat(shownOf("--mine", "--by", "mia")).contains("e-1").doesNotContain("e-2");
    assertThat(shownOf("--owner", "ann")).isEmpty();
    assertThat(hamlet.err()).contains("no experiments of ann");
    assertThat(hamlet.run("status", "e-1", "--mine")).isEqualTo(2);
    assertThat(hamlet.err()).contains("leave the ID away");
  }

  private String shownOf(String... options) throws IOException {
    int before = hamlet.out().length();
    try (LargeCoordinator coordinator = new LargeCoordinator()) {
      List<String> arguments = new ArrayList<>(List.of("status"));
      arguments.addAll(List.of(options));
      arguments.addAll(List.of("--coordinator", coordinator.address()));
      assertThat(hamlet.run(arguments.toArray(String[]::new))).isZero();
    }
    return hamlet.out().substring(before);
  }

  @Test
  void pauseAndResume_sayHowFarItIs() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("pause", "e", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.run("resume", "e", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.out()).contains("paused, 14 trials").contains("running, 14 trials");
    }
  }

  @Test
  void cancel_saysWhatIsKept() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("cancel", "e", "--by=mia", "--coordinator", coordinator.address()))
          .isZero();
      assertThat(hamlet.out()).contains("cancelled, 14 trials");
      assertThat(hamlet.err()).isEmpty();
      hamlet.run("cancel", "e", "--by=tom", "--coordinator", coordinator.address());
      assertThat(hamlet.err()).isEqualTo(FakeCoordinator.EXPERIMENT + " belongs to mia\n");
    }
  }

  @Test
  void retry_wantsToKnowWhatAndSaysHowMuch() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("retry", "e", "--coordinator", coordinator.address())).isEqualTo(2);
      assertThat(hamlet.err()).contains("hamlet retry ID --failed").hasLineCount(1);
      assertThat(hamlet.run("retry", "e", "--failed", "--coordinator", coordinator.address()))
          .isZero();
      assertThat(hamlet.out())
          .contains("running, 14 trials; 3 cells are tried again; 1 cells stay as they are");
    }
  }

  @Test
  void retryAsJson_hasTheExperimentAndTheCells() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(
              hamlet.run(
                  "retry", "e", "--failed", "--json", "--coordinator", coordinator.address()))
          .isZero();
      JsonNode reply = new JsonMapper().readTree(hamlet.out());
      assertThat(reply.at("/cells").intValue()).isEqualTo(3);
      assertThat(reply.at("/experiment/state").textValue()).isEqualTo("running");
    }
  }

  @Test
  void validFile_isSaidToBe() {
    assertThat(hamlet.run("validate", EXAMPLE)).isZero();
    assertThat(hamlet.out()).contains("is valid: experiment demo");
  }

  @Test
  void fileWithManyProblems_namesAllOfThemAtTheirPlaces() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of(EXAMPLE))
            .replace("matrix:", "matrx:")
            .replace("profile: demo", "profile: dmo"));
    assertThat(hamlet.run("validate", file.toString())).isEqualTo(2);
    assertThat(hamlet.err().lines())
        .allMatch(line -> line.startsWith("hamlet: " + file + ":"))
        .anyMatch(line -> line.contains("matrix"))
        .anyMatch(line -> line.contains("demo"));
  }

  @Test
  void modelThatTheZooLacks_isNamed() throws IOException {
    Path file = folder.resolve("zoo.yaml");
    Files.writeString(file, Files.readString(Path.of(EXAMPLE)).replace("zoo: lenet", "zoo: lenot"));
    assertThat(hamlet.run("validate", file.toString())).isEqualTo(2);
    long line =
        Files.readString(file).lines().takeWhile(one -> !one.contains("lenet:")).count() + 1;
    assertThat(hamlet.err()).contains(file + ":" + line + ":", "models.lenet", "lenot");
  }

  @Test
  void fileThatIsMissing_isBadInput() {
    assertThat(hamlet.run("run", "nowhere.yaml", "--local")).isEqualTo(2);
    assertThat(hamlet.err()).contains("nowhere.yaml: there is no such file").hasLineCount(1);
  }

  @Test
  void outputInAPlaceNobodyCanWrite_isRefusedBeforeAnyWork() {
    assertThat(hamlet.run("demo", "--output", "/proc/hamlet")).isEqualTo(1);
    assertThat(hamlet.err()).contains("cannot write results to /proc/hamlet").hasLineCount(1);
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void plan_showsCellsInTheOrderOfTheFirstRound() throws IOException {
    assertThat(hamlet.run("plan", EXAMPLE, "--local", "--json")).isZero();
    JsonNode plan = new JsonMapper().readTree(hamlet.out());
    assertThat(plan.at("/cells")).hasSize(8);
    assertThat(plan.at("/cells/0/first_round_place").intValue()).isEqualTo(1);
    assertThat(plan.at("/least_duration_ms").longValue()).isPositive();
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void planWithACoordinator_saysWhatItHasLearnt() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged").able()) {
      String[] plan = {"plan", EXAMPLE, "--coordinator", coordinator.address()};
      assertThat(hamlet.run(plan)).as(hamlet.err()).isZero();
      assertThat(hamlet.out())
          .contains("through in 1 h 30 min", "2 h 00 min on all boards", "learnt from 640 trials");
      assertThat(hamlet.run("plan", EXAMPLE, "--coordinator", coordinator.address(), "--json"))
          .isZero();
      assertThat(hamlet.out()).contains("\"expected_duration_ms\"");
    }
  }

  @Test
  void planWithoutDevices_saysThatNothingMatches() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("plan", EXAMPLE, "--coordinator", coordinator.address())).isEqualTo(2);
      assertThat(hamlet.err()).contains("twin-1");
    }
  }

  @Test
  void sensorsOfATwin_areTriedOut() throws IOException {
    assertThat(hamlet.run("sensors", "--twin", "--seconds", "1", "--json")).isZero();
    JsonNode sensor = new JsonMapper().readTree(hamlet.out());
    assertThat(sensor.at("/group/simulated").booleanValue()).isTrue();
    assertThat(sensor.at("/probe/reads").intValue()).isEqualTo(1000);
  }

  @Test
  void machineWithoutSensors_isToldOfTheTwin() {
    assertThat(hamlet.run("sensors", "--sysfs", folder.toString())).isEqualTo(2);
    assertThat(hamlet.err()).contains("no power sensor", "--twin");
  }

  @Test
  void agentWithABadName_isRefused() {
    assertThat(hamlet.run("agent", "--name=two words", "--twin")).isNotZero();
    assertThat(hamlet.err()).startsWith("hamlet: ");
  }

  @Test
  void meterWithoutTheDeviceItMeasures_isRefused() {
    assertThat(hamlet.run("agent", "--name=m", "--twin", "--role=meter")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--attached-to");
    assertThat(hamlet.run("agent", "--name=m", "--twin", "--attached-to=b")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--role meter only");
  }

  @Test
  void fileThatIsNoResult_isBadInputInOneLine() {
    assertThat(hamlet.run("compare", EXAMPLE, EXAMPLE)).isEqualTo(2);
    assertThat(hamlet.err())
        .isEqualTo(
            "hamlet: "
                + EXAMPLE
                + " is not a result document: name a results.json, its folder, or an experiment\n");
  }

  @Test
  void coordinatorOnABusyPort_namesIt() throws IOException {
    try (FakeCoordinator other = new FakeCoordinator("converged")) {
      String port = other.address().substring(other.address().indexOf(':') + 1);
      assertThat(hamlet.run("coordinator", "--grpc-port", port, "--http-port=0")).isEqualTo(1);
      assertThat(hamlet.err())
          .contains("port " + port + " of 127.0.0.1 is taken", "--grpc-port")
          .hasLineCount(1);
      assertThat(hamlet.out()).isEmpty();
    }
  }

  @Test
  void coordinatorOnABusyHttpPort_namesIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());
      assertThat(hamlet.run("coordinator", "--grpc-port=0", "--http-port", port)).isEqualTo(1);
      assertThat(hamlet.err())
          .contains("port " + port + " of 127.0.0.1 is taken", "--http-port")
          .hasLineCount(1);
    }
  }

  @Test
  void coordinatorBeyondLoopback_isRefused() {
    assertThat(hamlet.run("coordinator", "--bind", "0.0.0.0")).isEqualTo(2);
    assertThat(hamlet.err()).contains("0.0.0.0", "--insecure").hasLineCount(1);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
