package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/hamlet} with a Java that only says how it was called. */
class LauncherTest {

  private static final String SAY_ARGUMENTS =
      "#!/bin/sh\nprintf '%s\\n' \"$@\" \"home=$HAMLET_HOME\""
          + " \"debug=${HAMLET_DEBUG:-} tensorflow=$TF_CPP_MIN_LOG_LEVEL\"\n";

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void distributionBelowAPathWithSpaces() throws IOException {
    home = Files.createDirectories(folder.resolve("my home/hamlet 1"));
    Files.createDirectories(home.resolve("lib/core"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("src/dist/bin/hamlet"), launcher());
    executable(launcher());
  }

  @Test
  void agent_runsInASmallHeapWithoutTensorflow() throws Exception {
    List<String> said = run(launcher(), java("17.0.9"), "agent", "--name=x y").lines();
    assertThat(said).contains("-Xmx128m", "-XX:+UseSerialGC", home + "/lib/core/*");
    assertThat(said).containsSequence("dev.hamlet.cli.HamletMain", "agent", "--name=x y");
    assertThat(said).contains("home=" + home);
  }

  @Test
  void demo_getsModelsAndTensorflow() throws Exception {
    assertThat(run(launcher(), java("21"), "--debug", "demo").lines())
        .contains(
            home + "/lib/core/*:" + home + "/lib/models/*:" + home + "/lib/worker-tensorflow/*");
  }

  @Test
  void devicesGolden_buildsModelsAndOtherVerbsOfDevicesDoNot() throws Exception {
    String models =
        home + "/lib/core/*:" + home + "/lib/models/*:" + home + "/lib/worker-tensorflow/*";
    assertThat(run(launcher(), java("17"), "devices", "golden", "--zoo", "lenet").lines())
        .contains(models, "-Xmx768m");
    assertThat(run(launcher(), java("17"), "--debug", "devices", "--debug", "golden", "x").lines())
        .contains(models);
    assertThat(run(launcher(), java("17"), "devices", "show", "golden").lines())
        .contains(home + "/lib/core/*");
  }

  @Test
  void tensorflow_isQuietUnlessSomebodyDebugs() throws Exception {
    Map<String, String> asked = java("17");
    asked.put("HAMLET_DEBUG", "1");
    Map<String, String> notAsked = java("17");
    notAsked.put("HAMLET_DEBUG", "0");

    assertThat(run(launcher(), java("17"), "agent").lines()).contains("debug= tensorflow=2");
    assertThat(run(launcher(), notAsked, "agent").lines()).contains("debug=0 tensorflow=2");
    assertThat(run(launcher(), asked, "agent").lines()).contains("debug=1 tensorflow=0");
    assertThat(run(launcher(), java("17"), "agent", "--debug").lines())
        .contains("debug=1 tensorflow=0");
  }

  @Test
  void link_leadsToTheDistribution() throws Exception {
    Path link = Files.createDirectories(folder.resolve("else where")).resolve("hamlet");
    Files.createSymbolicLink(link, Path.of("../my home/hamlet 1/bin/hamlet"));
    assertThat(run(link, java("17"), "status").lines()).contains("home=" + home);
  }

  @Test
  void newerJava_isToldThatNativeCodeIsMeant() throws Exception {
    assertThat(run(launcher(), java("25.0.1"), "status").lines())
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void options_ofTheUserComeAfterOurs() throws Exception {
    Map<String, String> environment = java("17");
    environment.put("HAMLET_JAVA_OPTS", "-Xmx99m -Dx=y");
    List<String> said = run(launcher(), environment, "status").lines();
    assertThat(said.indexOf("-Xmx99m")).isGreaterThan(said.indexOf("-Xmx256m"));
  }

  @Test
  void runtimeOfThePackage_comesBeforeTheSystemsAndAfterJavaHome() throws Exception {
    Path bundled = Files.createDirectories(home.resolve("jre/bin")).resolve("java");
    Files.writeString(bundled, SAY_ARGUMENTS + "echo bundled\n");
    executable(bundled);
    Files.writeString(home.resolve("jre/release"), "JAVA_VERSION=\"17.0.9\"\n");

    assertThat(run(launcher(), new HashMap<>(), "agent").lines()).contains("bundled");
    assertThat(run(launcher(), java("17"), "agent").lines()).doesNotContain("bundled");
  }

  @Test
  void olderJava_isRefusedWithItsVersion() throws Exception {
    Outcome outcome = run(launcher(), java("11.0.2"), "status");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text()).contains("is Java 11.0.2, but Hamlet needs 17 or newer");
  }

  @Test
  void missingJava_isSaidInOneLine() throws Exception {
    Outcome outcome =
        run(launcher(), new HashMap<>(Map.of("PATH", toolsWithoutJava().toString())), "status");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.lines())
        .containsExactly("hamlet: no java found: install Java 17 or newer, or set JAVA_HOME");
  }

  @Test
  void javaHomeWithoutJava_isNamed() throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", folder + "/no where"));
    Outcome outcome = run(launcher(), environment, "status");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.lines()).singleElement().asString().contains(folder + "/no where");
  }

  private Path launcher() {
    return home.resolve("bin/hamlet");
  }

  private Map<String, String> java(String version) throws IOException {
    Path javaHome = folder.resolve("some java " + version);
    Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
    Files.writeString(java, SAY_ARGUMENTS);
    executable(java);
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return new HashMap<>(Map.of("JAVA_HOME", javaHome.toString()));
  }

  /** What the script needs of the system, and nothing else. */
  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "readlink", "sed", "stty")) {
      try (Stream<Path> places = Stream.of(Path.of("/bin"), Path.of("/usr/bin"))) {
        Path found =
            places
                .map(place -> place.resolve(tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Files.copy(found, tools.resolve(tool));
      }
    }
    return tools;
  }

  private Outcome run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(script.toString()), Arrays.stream(arguments)).toList());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("HAMLET_") || name.equals("JAVA_HOME"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Outcome(int code, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }
}
