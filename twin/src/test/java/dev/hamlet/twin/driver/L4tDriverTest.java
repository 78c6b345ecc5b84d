package dev.hamlet.twin.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.twin.board.BoardOptions;
import dev.hamlet.twin.board.ScheduledActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs and modes against the table of bus times: 47 clocks a read, 38 a write. */
class L4tDriverTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final int CHIP = 0x41;

  private final TwinBoard board =
      new TwinBoard(
          TwinSettings.live(1, List.of(BoardRail.VDD_IN, BoardRail.VDD_SYS_CPU))
              .withoutSensorErrors()
              .with(Duration.ZERO),
          new ScheduledActivity(List.of()),
          START_NS);

  @Test
  void continuousRead_costsTheTimeOfItsRegisters() {
    L4tDriver fast = driver(I2cBus.FAST, L4tSetup.FASTEST);
    L4tDriver slow = driver(I2cBus.STANDARD, L4tSetup.FASTEST);

    assertThat(fast.milliamps(0).costNs()).isEqualTo(117_500);
    assertThat(fast.milliwatts(0).costNs()).isEqualTo(235_000);
    assertThat(slow.milliwatts(0).costNs()).isEqualTo(940_000);
  }

  @ParameterizedTest
  @CsvSource({
    "400000, 1, 0.24", "400000, 3, 0.71", "400000, 12, 2.82",
    "100000, 1, 0.94", "100000, 3, 2.82", "100000, 12, 11.28"
  })
  void railsOnOneBus_costTheirSum(long busHz, int rails, double expectedMs) {
    L4tDriver driver = driver(new I2cBus(busHz), L4tSetup.FASTEST);
    long costNs = 0;
    long beforeNs = board.evaluatedNs();
    for (int rail = 0; rail < rails; rail++) {
      costNs += driver.milliwatts(rail % 2).costNs();
    }

    assertThat(costNs * 1e-6).isCloseTo(expectedMs, within(0.006));
    assertThat(board.evaluatedNs() - beforeNs).isEqualTo(costNs);
  }

  @ParameterizedTest
  @CsvSource({"0x7003, true, true", "0x70db, false, true", "0x7123, false, false"})
  void triggerWord_isReadyIfTenPollsOutlastItsRound(int word, boolean at400, boolean at100) {
    // rounds 0.84, 3.5 and 6.6 ms; ten polls last 1.18 ms at 400 kHz and 4.7 ms at 100 kHz
    assertThat(triggered(I2cBus.FAST, word).milliwatts(0).errno().isEmpty()).isEqualTo(at400);
    assertThat(triggered(I2cBus.STANDARD, word).milliwatts(0).errno().isEmpty()).isEqualTo(at100);
  }

  @Test
  void triggeredRead_convertsWhileItWaits() {
    L4tDriver fast = triggered(I2cBus.FAST, 0x7003);
    Answer power = fast.milliwatts(0);

    assertThat(power.errno()).isEmpty();
    // write + polls until 0.84 ms are over + two reads + write: 1.3 to 1.5 ms
    assertThat(power.costNs()).isBetween(1_300_000L, 1_500_000L);
    assertThat(triggered(I2cBus.STANDARD, 0x7003).milliwatts(0).costNs())
        .isBetween(2_500_000L, 2_700_000L);
    assertThat(board.monitor(CHIP).config().converts()).isFalse();
  }

  @Test
  void slowTriggerWord_isNeverReadyAndLeavesTheChipOn() {
    L4tDriver driver = triggered(I2cBus.FAST, 0x7723);

    for (int i = 0; i < 5; i++) {
      assertThat(driver.milliwatts(0).errno()).contains(Errno.EAGAIN);
    }
    // a write and ten polls
    assertThat(driver.milliwatts(0).costNs()).isEqualTo(95_000 + 10 * 117_500);
    assertThat(board.monitor(CHIP).config().word()).isEqualTo(0x7723);
  }

  @Test
  void triggerVariants_showNothingInTriggeredMode() {
    L4tDriver driver = triggered(I2cBus.FAST, 0x7003);

    assertThat(driver.triggerMilliwatts(0).text()).isEqualTo("0");
    driver.setRunningMode(1);
    board.evaluateTo(board.evaluatedNs() + 5 * MS);
    assertThat(driver.triggerMilliwatts(0).text()).isNotEqualTo("0");
  }

  @Test
  void runningMode_writesTheWordOfItsMode() {
    L4tDriver driver = driver(I2cBus.FAST, L4tSetup.FASTEST.withContinuousWord(0x7727));
    board.writeConfig(CHIP, 0x7007);

    driver.setRunningMode(1);
    assertThat(board.monitor(CHIP).config().word()).isEqualTo(0x7727);
    driver.setRunningMode(0);
    assertThat(driver.runningMode().text()).isEqualTo("0");
    assertThat(board.monitor(CHIP).config().converts()).isFalse();
  }

  @Test
  void automaticMode_changesWhenCpusAreSwitched() {
    L4tSetup setup = new L4tSetup(0x7007, 0x7003, L4tMode.AUTOMATIC, true, 1_000_000);
    L4tDriver driver = driver(I2cBus.FAST, setup);
    assertThat(driver.runningMode().text()).isEqualTo("1");

    // one Denver core and a slow cpu0: still two CPUs
    board.setPowerMode(PowerMode.MAXP_CORE_DENVER, START_NS + MS);
    board.evaluate(START_NS + 2 * MS);
    assertThat(driver.runningMode().text()).isEqualTo("1");
    board.control(START_NS + 3 * MS, controls -> controls.withOnline(1));
    board.evaluate(START_NS + 4 * MS);
    assertThat(driver.runningMode().text()).isEqualTo("0");
    board.control(START_NS + 5 * MS, controls -> controls.withOnline(3));
    board.evaluate(START_NS + 6 * MS);
    assertThat(driver.runningMode().text()).isEqualTo("1");
  }

  @Test
  void forcedMode_staysWhenCpusAreSwitched() {
    L4tDriver driver =
        driver(
            I2cBus.FAST, new L4tSetup(0x7007, 0x7003, L4tMode.FORCED_CONTINUOUS, true, 9_000_000));
    board.control(START_NS + MS, controls -> controls.withOnline(1));
    board.evaluate(START_NS + 2 * MS);

    assertThat(driver.runningMode().text()).isEqualTo("1");
  }

  @Test
  void automaticModeWithoutAlerts_isTriggered() {
    L4tDriver driver =
        driver(I2cBus.FAST, new L4tSetup(0x7007, 0x7003, L4tMode.AUTOMATIC, false, 102_000));

    assertThat(driver.runningMode().text()).isEqualTo("0");
  }

  @Test
  void faultsOfReads_areErrorsForTheirTime() {
    TwinBoard faulty =
        faulty(
            Fault.of(FaultKind.NOT_READY, 100 * MS, 50 * MS),
            Fault.of(FaultKind.IO_ERROR, 200 * MS, 50 * MS));
    L4tDriver driver = driver(faulty, I2cBus.FAST, L4tSetup.FASTEST);

    faulty.evaluate(START_NS + 120 * MS);
    assertThat(driver.milliwatts(0).errno()).contains(Errno.EAGAIN);
    faulty.evaluate(START_NS + 160 * MS);
    assertThat(driver.milliwatts(0).errno()).isEmpty();
    faulty.evaluate(START_NS + 220 * MS);
    assertThat(driver.milliwatts(0).errno()).contains(Errno.EIO);
  }

  @Test
  void driverThatLeavesContinuousMode_triggersAndComesBack() {
    TwinBoard faulty = faulty(Fault.of(FaultKind.SENSOR_MODE, 100 * MS, 50 * MS));
    L4tDriver driver = driver(faulty, I2cBus.FAST, L4tSetup.FASTEST);

    faulty.evaluate(START_NS + 120 * MS);
    assertThat(driver.runningMode().text()).isEqualTo("0");
    assertThat(driver.milliwatts(0).costNs()).isGreaterThan(MS);
    faulty.evaluate(START_NS + 160 * MS);
    assertThat(driver.runningMode().text()).isEqualTo("1");
    assertThat(faulty.monitor(CHIP).config().word()).isEqualTo(0x7007);
  }

  @Test
  void resume_writesTheWordOfTheDeviceTree() {
    TwinBoard faulty = faulty(Fault.of(FaultKind.SUSPEND, 100 * MS, 50 * MS));
    driver(faulty, I2cBus.FAST, L4tSetup.FASTEST.withContinuousWord(0x7727));
    faulty.writeConfig(CHIP, 0x7007);

    faulty.evaluate(START_NS + 149 * MS);
    assertThat(faulty.monitor(CHIP).config().word()).isEqualTo(0x7007);
    faulty.evaluate(START_NS + 151 * MS);
    assertThat(faulty.monitor(CHIP).config().word()).isEqualTo(0x7727);
  }

  private static TwinBoard faulty(Fault... faults) {
    TwinSettings settings =
        TwinSettings.live(1, List.of(BoardRail.VDD_IN))
            .with(Duration.ZERO)
            .with(BoardOptions.DEFAULT.with(List.of(faults)));
    return new TwinBoard(settings, new ScheduledActivity(List.of()), START_NS);
  }

  private L4tDriver triggered(I2cBus bus, int word) {
    return driver(bus, L4tSetup.FASTEST.with(L4tMode.FORCED_TRIGGERED).withTriggerWord(word));
  }

  private L4tDriver driver(I2cBus bus, L4tSetup setup) {
    return driver(board, bus, setup);
  }

  private static L4tDriver driver(TwinBoard board, I2cBus bus, L4tSetup setup) {
    return new L4tDriver(board, bus, CHIP, setup, channel -> channel == 0 ? 20 : 10);
  }
}
