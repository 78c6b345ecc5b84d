package dev.hamlet.agent.device.tegra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardSetting;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.twin.board.ScheduledActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.sysfs.TreeLayout;
import dev.hamlet.twin.sysfs.TwinTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real board's code on the tree of a twin, which is found in MAXN with its fan at 80. */
class TegraBoardTest {

  private static final String CPU0 = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_";
  private static final String CPU1 = "/sys/devices/system/cpu/cpu1/";
  private static final String GPU = "/sys/devices/17000000.gp10b/devfreq/17000000.gp10b/";
  private static final String RAILGATE = "/sys/devices/17000000.gp10b/railgate_enable";
  private static final String LOCK = "/sys/kernel/debug/bpmp/debug/clk/emc/mrq_rate_locked";
  private static final String FAN = "/sys/devices/pwm-fan/target_pwm";
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final TwinBoard twin =
      new TwinBoard(
          TwinSettings.live(1, List.of(BoardRail.values())).with(Duration.ZERO),
          new ScheduledActivity(List.of()),
          clock.monotonicNs());
  private final TreeSysfs tree = new TreeSysfs(new TwinTree(twin, TreeLayout.L4T, clock));
  private Path journal;

  @BeforeEach
  void board() {
    journal = folder.resolve("board.journal");
    tree.add(BOOT_ID, "boot-1");
    tree.write(FAN, "80");
  }

  @ParameterizedTest
  @EnumSource(PowerMode.class)
  void everyMode_isSetPinnedProvenAndGivenBack(PowerMode mode) {
    Map<String, String> found = values();
    Board board = open();

    try (BoardSetting setting = board.prepare(mode.name())) {
      assertThat(setting).isNotNull();
      assertThat(board.powerMode()).isEqualTo(mode.name());
      assertThat(twin.controls().onlineMask()).isEqualTo(mode.onlineMask());
      assertThat(text(CPU0 + "min_freq")).isEqualTo(text(CPU0 + "max_freq"));
      assertThat(text(CPU0 + "max_freq")).isEqualTo(Integer.toString(mode.a57Khz()));
      assertThat(text(GPU + "min_freq")).isEqualTo(text(GPU + "max_freq"));
      assertThat(text(RAILGATE)).isEqualTo("0");
      assertThat(text(LOCK)).isEqualTo("1");
      assertThat(text(FAN)).isEqualTo("255");
      assertThat(board.monitor().look().clocks())
          .allMatch(reading -> reading.pinnedHz() > 0 && !reading.isOff());
      assertThat(journal).exists();
    }

    assertThat(values()).isEqualTo(found);
    assertThat(board.powerMode()).isEqualTo("MAXN");
    assertThat(journal).doesNotExist();
  }

  @Test
  void boardInAnotherMode_isGivenBackInThatMode() {
    twin.setPowerMode(PowerMode.MAXQ, clock.monotonicNs());
    Map<String, String> found = values();
    Board board = open();

    board.prepare("MAXP_CORE_DENVER").close();

    assertThat(values()).isEqualTo(found);
    assertThat(board.powerMode()).isEqualTo("MAXQ");
  }

  @Test
  void nothingIsWritten_beforeTheJournalIsThere() throws Exception {
    Board board = open();
    Path blocked = folder.resolve("board.journal.part");
    Files.createDirectories(blocked.resolve("in-the-way"));
    int before = tree.writes().size();

    assertThatThrownBy(() -> board.prepare("MAXQ"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("nothing on the board is changed");
    assertThat(tree.writes()).hasSize(before);
  }

  @Test
  void agentThatIsKilledAtAnyWrite_isCleanedUpAfterByTheNext() {
    Map<String, String> found = values();
    int killed = 0;
    for (int writes = 0; writes < 60; writes += 4) {
      Board board = open();
      tree.dieAfter(writes);
      try {
        board.prepare("MAXQ");
        tree.revive();
        board.prepare("MAXQ").close(); // the journal still says how the board was found first
      } catch (IllegalStateException expected) {
        killed++;
      }
      tree.revive();

      open();

      assertThat(values()).as("killed after %d writes", writes).isEqualTo(found);
      assertThat(journal).as("killed after %d writes", writes).doesNotExist();
    }
    assertThat(killed).isGreaterThan(4);
  }

  @Test
  void journalOfAnotherBoot_restoresTheModeOnly() {
    Board board = open();
    tree.dieAfter(12);
    assertThatThrownBy(() -> board.prepare("MAXQ")).isInstanceOf(IllegalStateException.class);
    tree.revive();
    tree.add(BOOT_ID, "boot-2");
    tree.write(FAN, "120");

    Board next = open();

    assertThat(next.powerMode()).isEqualTo("MAXN");
    assertThat(text(FAN)).isEqualTo("120");
    assertThat(journal).doesNotExist();
  }

  @Test
  void fileThatDoesNotKeepItsValue_isNamedAndEverythingIsGivenBack() {
    Board board = open();
    Map<String, String> found = values();
    tree.keep(RAILGATE);

    assertThatThrownBy(() -> board.prepare("MAXN"))
        .isInstanceOf(HamletException.class)
        .hasMessage(RAILGATE + " was set to 0 but says 1");
    assertThat(values()).isEqualTo(found);
    assertThat(journal).doesNotExist();
  }

  @Test
  void modeThatDoesNotTake_isRefused() {
    Board board = open();
    tree.keep(CPU1 + "online");

    assertThatThrownBy(() -> board.prepare("MAXQ"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("was set to power mode MAXQ but says");
    assertThat(board.powerMode()).isEqualTo("MAXN");
  }

  @Test
  void fan_staysAtFullSpeedWhereAClockCannotBeRestored() {
    Board board = open();
    BoardSetting setting = board.prepare("MAXN");
    tree.keep(LOCK);

    setting.close();

    assertThat(text(FAN)).isEqualTo("255");
    assertThat(journal).exists();
    assertThat(tree.writes().lastIndexOf(FAN)).isLessThan(tree.writes().size() - 1);
  }

  @Test
  void fan_isRestoredAfterEverythingElse() {
    Board board = open();
    board.prepare("MAXQ").close();

    assertThat(tree.writes()).endsWith(FAN);
    assertThat(text(FAN)).isEqualTo("80");
  }

  @Test
  void agentWithoutRoot_hasTheModeThatIsInForceAndChangesNothing() {
    TreeSysfs readOnly = new TreeSysfs(new TwinTree(twin, TreeLayout.L4T.withoutRoot(), clock));
    Board board = TegraBoard.open(readOnly, NvpTool.NONE, journal).orElseThrow();
    Map<String, String> found = values();

    assertThat(board.powerModes()).containsExactly("MAXN");
    board.prepare("MAXN").close();

    assertThat(values()).isEqualTo(found);
    assertThat(journal).doesNotExist();
  }

  @Test
  void toolOfTheBoard_isUsedWhereItIsInstalled() {
    NvpTool tool =
        id -> {
          for (PowerMode mode : PowerMode.values()) {
            if (mode.id() == id) {
              twin.setPowerMode(mode, clock.monotonicNs());
            }
          }
          return true;
        };
    Board board = TegraBoard.open(tree, tool, journal).orElseThrow();
    int before = tree.writes().size();

    board.setPowerMode("MAXP_CORE_ALL");

    assertThat(board.powerMode()).isEqualTo("MAXP_CORE_ALL");
    assertThat(tree.writes()).hasSize(before);
  }

  @Test
  void clockThatIsTurnedDown_isSeenByTheMonitor() {
    Board board = open();
    board.prepare("MAXN");
    var monitor = board.monitor();
    tree.write(CPU0 + "max_freq", "1400000");

    assertThat(monitor.look().clocks())
        .filteredOn(ClockReading::isOff)
        .extracting(ClockReading::name)
        .containsExactly("cpu0"); // one for all CPUs that share the clock
  }

  @Test
  void cores_areThoseThatAreOnInEachMode() {
    Board board = open();

    assertThat(board.kind()).isEqualTo("tx2");
    assertThat(board.powerModes())
        .containsExactly("MAXN", "MAXQ", "MAXP_CORE_ALL", "MAXP_CORE_ARM", "MAXP_CORE_DENVER");
    assertThat(board.cores().get(1).cpus())
        .containsOnly(entry("a57", List.of(0, 3, 4, 5)), entry("denver", List.of()));
    assertThat(board.cores().get(4).of("all")).containsExactly(0, 1);
  }

  @Test
  void zones_andTheirLimitsComeFromTheTree() {
    Board board = open();

    assertThat(board.temperatures())
        .extracting(temperature -> temperature.zone())
        .contains("BCPU-therm", "Tboard_tegra")
        .doesNotContain("PMIC-Die", "thermal-fan-est");
    assertThat(board.tooHotC("BCPU-therm")).isEqualTo(101.5 - 5);
    assertThat(board.tooHotC("Tboard_tegra")).isEqualTo(90);
  }

  private Board open() {
    return TegraBoard.open(tree, NvpTool.NONE, journal).orElseThrow();
  }

  private String text(String path) {
    return tree.readText(path).text();
  }

  /** What the agent may have changed. */
  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (int cpu = 0; cpu < 6; cpu++) {
      String path = "/sys/devices/system/cpu/cpu" + cpu + "/";
      for (String file :
          List.of("online", "cpufreq/scaling_min_freq", "cpufreq/scaling_max_freq")) {
        values.put(path + file, text(path + file));
      }
    }
    for (String path :
        List.of(
            GPU + "min_freq",
            GPU + "max_freq",
            RAILGATE,
            LOCK,
            FAN,
            "/sys/kernel/nvpmodel_emc_cap/emc_iso_cap")) {
      values.put(path, text(path));
    }
    return values;
  }
}
