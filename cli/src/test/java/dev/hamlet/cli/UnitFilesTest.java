package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code deploy/systemd} and what the packages put beside it; systemd itself is asked elsewhere.
 */
class UnitFilesTest {

  private static final Pattern VARIABLE = Pattern.compile("(?m)^#?(HAMLET_\\w+)=");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"agent", "coordinator"})
  void everyVariable_isOneThatTheVerbReads(String verb) {
    String help = help(verb);
    String environment = String.join("\n", DeployFiles.unit(service(verb), "Environment"));
    String text = environment + "\n" + DeployFiles.text("deb/src/etc/" + verb + ".env");
    List<String> names =
        VARIABLE.matcher(text).results().map(match -> match.group(1)).distinct().toList();
    assertThat(names).contains("HAMLET_STATE", "HAMLET_CACHE", "HAMLET_OPTIONS");
    assertThat(names)
        .filteredOn(name -> !name.equals("HAMLET_OPTIONS") && !name.equals("HAMLET_CACHE"))
        .allSatisfy(name -> assertThat(help).contains(name));
  }

  @ParameterizedTest
  @CsvSource({"agent, hamlet-agent", "coordinator, hamlet"})
  void userAndFolders_areThoseThatThePackageMakesAndPurges(String verb, String user) {
    String unit = service(verb);
    assertThat(DeployFiles.unit(unit, "User")).containsExactly(user);
    assertThat(DeployFiles.unit(unit, "ExecStart"))
        .containsExactly("/usr/bin/hamlet " + verb + " $HAMLET_OPTIONS");
    assertThat(DeployFiles.unit(unit, "EnvironmentFile"))
        .containsExactly("-/etc/hamlet/" + verb + ".env");
    String scripts = "deb/src/hamlet-" + verb + "/control/";
    assertThat(DeployFiles.text(scripts + "postinst")).contains("getent passwd " + user + " ");
    assertThat(DeployFiles.text(scripts + "postrm"))
        .contains(
            "/var/lib/" + DeployFiles.unit(unit, "StateDirectory").get(0) + " ",
            "/var/cache/" + DeployFiles.unit(unit, "CacheDirectory").get(0),
            "userdel " + user);
  }

  @Test
  void anAgentMayEndItsVisit_beforeItIsKilled() {
    assertThat(DeployFiles.unit(service("agent"), "Environment")).contains("HAMLET_STOP_WITHIN=2m");
    assertThat(DeployFiles.unit(service("agent"), "TimeoutStopSec")).containsExactly("150");
  }

  @Test
  void theAgent_mayBeOnTimeAndReachesTheHelper() {
    String unit = service("agent");
    assertThat(DeployFiles.unit(unit, "LimitRTPRIO")).containsExactly("10");
    assertThat(DeployFiles.unit(unit, "RestrictRealtime")).isEmpty();
    String socket = DeployFiles.unit("hamlet-board.socket", "ListenStream").get(0);
    assertThat(DeployFiles.unit(unit, "Environment")).contains("HAMLET_BOARD_HELPER=" + socket);
    assertThat(DeployFiles.unit("hamlet-board.socket", "SocketGroup"))
        .isEqualTo(DeployFiles.unit(unit, "Group"));
    assertThat(help("doctor")).contains(socket);
  }

  @Test
  void theHelper_isRootsWithoutWhatElseRootMay() {
    String unit = "hamlet-board@.service";
    assertThat(DeployFiles.unit(unit, "User")).isEmpty();
    assertThat(DeployFiles.unit(unit, "CapabilityBoundingSet")).containsExactly("");
    assertThat(DeployFiles.unit(unit, "ProtectKernelTunables")).isEmpty();
    String program = DeployFiles.unit(unit, "ExecStart").get(0);
    assertThat(program).isEqualTo("/usr/lib/hamlet/libexec/hamlet-board");
    assertThat(DeployFiles.text("deb/pom.xml")).contains("libexec/hamlet-board</dst>");
    assertThat(DeployFiles.FOLDER.resolve("systemd/hamlet-board")).isExecutable();
  }

  private static String service(String verb) {
    return "hamlet-" + verb + ".service";
  }

  private String help(String verb) {
    CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
    assertThat(hamlet.run(verb, "--help")).isZero();
    return hamlet.out();
  }
}
