package dev.hamlet.twin.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.twin.board.ScheduledActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwinTreeTest {

  private static final String IIO = "/sys/bus/i2c/drivers/ina3221x/";
  private static final String VDD_IN = IIO + "0-0041/iio:device1/";
  private static final String HWMON = "/sys/bus/i2c/drivers/ina3221/1-0041/hwmon/hwmon3/";
  private static final String CPU = "/sys/devices/system/cpu/cpu";
  private static final String GPU = "/sys/devices/17000000.gp10b/devfreq/17000000.gp10b/";

  private final ManualClock clock = new ManualClock();
  private final TwinBoard board =
      new TwinBoard(
          TwinSettings.live(1, List.of(BoardRail.values()))
              .withoutSensorErrors()
              .with(Duration.ZERO),
          new ScheduledActivity(List.of()),
          clock.monotonicNs());

  @Test
  void iioTree_showsVoltageCurrentAndPowerOfARail() {
    TwinTree tree = tree(TreeLayout.L4T);
    clock.advanceNs(5_000_000);

    assertThat(text(tree, VDD_IN + "rail_name_0")).isEqualTo("VDD_IN");
    long millivolts = number(tree, VDD_IN + "in_voltage0_input");
    long milliamps = number(tree, VDD_IN + "in_current0_input");
    long milliwatts = number(tree, VDD_IN + "in_power0_input");
    assertThat(millivolts).isEqualTo(19_104);
    assertThat(milliwatts).isEqualTo(millivolts * milliamps / 1000);
    // half a step of 38 mW, 4 mV of 19.1 V, truncation
    assertThat((double) milliwatts)
        .isCloseTo(board.powerWatts(BoardRail.VDD_IN) * 1e3, within(21.0));
    assertThat(text(tree, VDD_IN + "ui_input_0")).isEqualTo(millivolts + " " + milliamps);
    assertThat(text(tree, VDD_IN + "crit_current_limit_0")).isEqualTo("32760 ma");
  }

  @Test
  void deviceTree_holdsBigEndianCells() {
    TwinTree tree = tree(TreeLayout.L4T);
    String node = "/proc/device-tree/i2c@3160000/ina3221x@41/";

    assertThat(tree.read(node + "ti,continuous-config").bytes()).containsExactly(0, 0, 0x70, 7);
    assertThat(tree.read(node + "channel@0/ti,shunt-resistor-mohm").bytes())
        .containsExactly(0, 0, 0, 20);
    assertThat(tree.read(IIO + "0-0041/of_node/channel@0/ti,rail-name").bytes())
        .endsWith('I', 'N', 0);
  }

  @Test
  void unconnectedChannel_isThereAndEveryReadFails() {
    TwinBoard one =
        new TwinBoard(
            TwinSettings.live(1, List.of(BoardRail.VDD_IN)).with(Duration.ZERO),
            new ScheduledActivity(List.of()),
            clock.monotonicNs());
    TwinTree tree = new TwinTree(one, TreeLayout.L4T, clock);

    assertThat(tree.children(IIO)).containsExactly("0-0041");
    String device = IIO + "0-0041/iio:device0/";
    assertThat(text(tree, device + "rail_name_1")).isEqualTo("NC");
    assertThat(tree.read(device + "in_power1_input").errno()).contains(Errno.EIO);
  }

  @Test
  void renumberedTree_hasTheSameRailsUnderOtherNumbers() {
    List<String> seen =
        Stream.of(1L, 2L, 3L)
            .map(seed -> tree(TreeLayout.L4T.renumbered(seed)).children(IIO).toString())
            .distinct()
            .toList();

    assertThat(seen).hasSizeGreaterThan(1).allMatch(chips -> chips.contains("-0041"));
  }

  @Test
  void hwmonTree_showsLabelsSumsAndSettings() {
    TwinTree tree = tree(TreeLayout.MAINLINE);
    clock.advanceNs(5_000_000);

    assertThat(text(tree, HWMON + "in1_label")).isEqualTo("VDD_IN");
    assertThat(text(tree, HWMON + "in3_label")).isEqualTo("VDD_5V0_DDR");
    long microvolts = number(tree, HWMON + "in4_input");
    assertThat(number(tree, HWMON + "curr1_input")).isEqualTo(microvolts / 20);
    assertThat(text(tree, HWMON + "in7_label")).isEqualTo("sum of shunt voltages");
    assertThat(number(tree, HWMON + "shunt1_resistor")).isEqualTo(20_000);
    assertThat(tree.write(HWMON + "samples", "64\n")).isEmpty();
    assertThat(tree.write(HWMON + "update_interval", "7")).isEmpty();
    assertThat(board.monitor(0x41).config().word()).isEqualTo(0x7727);
    assertThat(number(tree, HWMON + "update_interval")).isEqualTo(7);
    assertThat(tree.write(HWMON + "in2_enable", "0")).isEmpty();
    assertThat(tree.read(HWMON + "curr2_input").errno()).contains(Errno.ENODATA);
  }

  @Test
  void callerWithoutRoot_mayNotWrite() {
    TwinTree tree = tree(TreeLayout.L4T.withoutRoot());

    assertThat(tree.write(VDD_IN + "running_mode", "0")).contains(Errno.EACCES);
    assertThat(text(tree, VDD_IN + "running_mode")).isEqualTo("1");
  }

  @Test
  void missingFilesAndFolders_haveTheirErrors() {
    TwinTree tree = tree(TreeLayout.L4T);

    assertThat(tree.read("/sys/nothing").errno()).contains(Errno.ENOENT);
    assertThat(tree.read("/sys/class").errno()).contains(Errno.EISDIR);
    assertThat(tree.write(CPU + "1/online", "maybe")).contains(Errno.EINVAL);
    assertThat(tree.children("/sys/class/thermal")).contains("thermal_zone6", "cooling_device1");
    assertThat(tree.children("/sys/nothing")).isEmpty();
  }

  @Test
  void modeWrittenFileByFile_isTheMode() {
    TwinTree tree = tree(TreeLayout.L4T);
    for (int cpu = 1; cpu <= 2; cpu++) {
      assertThat(tree.write(CPU + cpu + "/online", "0")).isEmpty();
    }
    assertThat(tree.write(CPU + "0/cpufreq/scaling_max_freq", "1200000")).isEmpty();
    assertThat(tree.write(GPU + "max_freq", "850000000")).isEmpty();
    assertThat(tree.write("/sys/kernel/nvpmodel_emc_cap/emc_iso_cap", "1331200000")).isEmpty();
    double byFiles = wattsAfterASecond(board);

    assertThat(text(tree, CPU + "3/cpufreq/scaling_cur_freq")).isEqualTo("1113600");
    assertThat(text(tree, GPU + "cur_freq")).isEqualTo("726750000");
    assertThat(tree.read(CPU + "1/cpufreq/scaling_cur_freq").errno()).contains(Errno.ENOENT);
    assertThat(text(tree, "/sys/devices/system/cpu/online")).isEqualTo("0,3-5");
    board.setPowerMode(PowerMode.MAXQ, clock.monotonicNs());
    // a second of cooling between the two: less than a milliwatt
    assertThat(wattsAfterASecond(board)).isCloseTo(byFiles, within(1e-3));
  }

  @Test
  void zonesAndFan_areThereWithTheirOddities() {
    TwinTree tree = tree(TreeLayout.L4T);

    assertThat(text(tree, "/sys/class/thermal/thermal_zone6/type")).isEqualTo("PMIC-Die");
    assertThat(text(tree, "/sys/class/thermal/thermal_zone6/temp")).isEqualTo("100000");
    assertThat(tree.read("/sys/class/thermal/thermal_zone7/temp").errno()).contains(Errno.EAGAIN);
    assertThat(tree.write("/sys/devices/pwm-fan/target_pwm", "80")).isEmpty();
    assertThat(text(tree, "/sys/devices/pwm-fan/cur_pwm")).isEqualTo("80");
    assertThat(tree.write("/sys/devices/pwm-fan/target_pwm", "256")).contains(Errno.EINVAL);
    assertThat(tree.read("/etc/nvpmodel.conf").text()).contains("ID=1 NAME=MAXQ");
  }

  @Test
  void treeBesideASampler_hasNoMonitorsAndDoesNotMoveTheBoard() {
    TwinTree tree = TwinTree.beside(board, TreeLayout.L4T, clock);
    long before = board.evaluatedNs();
    clock.advanceNs(1_000_000_000);

    assertThat(tree.children("/sys/bus")).isEmpty();
    assertThat(text(tree, CPU + "0/cpufreq/related_cpus")).isEqualTo("0 3 4 5");
    assertThat(tree.write(GPU + "max_freq", "850000000")).isEmpty();
    assertThat(text(tree, GPU + "cur_freq")).isEqualTo("726750000");
    assertThat(board.evaluatedNs()).isEqualTo(before);
  }

  private double wattsAfterASecond(TwinBoard any) {
    clock.advanceNs(1_000_000_000);
    any.evaluate(clock.monotonicNs());
    return any.powerWatts(BoardRail.VDD_IN);
  }

  private TwinTree tree(TreeLayout layout) {
    return new TwinTree(board, layout, clock);
  }

  private static String text(TwinTree tree, String path) {
    Answer answer = tree.read(path);
    assertThat(answer.errno()).as(path).isEmpty();
    return answer.text();
  }

  private static long number(TwinTree tree, String path) {
    return Long.parseLong(text(tree, path));
  }
}
