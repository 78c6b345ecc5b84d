package dev.hamlet.cli.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.Agent;
import dev.hamlet.agent.AgentConfig;
import dev.hamlet.agent.BoardChoice;
import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.live.RailPower;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three accounts of one energy agree: the exported counter, the counter in the store, and the
 * integral over the telemetry log. Two agents with twins idle, work for a second, and idle again; a
 * window goes from an idle instant to one more than two seconds after the load.
 *
 * <p>The link of one of them is held for longer than ten seconds, and its agent starts anew: then
 * late energy and the gap are beside the counter, and the sum is that of the log again.
 *
 * <p>Instants are stamps of samples that all three have counted, so no edge is cut off: two sample
 * periods of idle power, 2 ms x 2 W of more than 8 J, would be 0.05 %. What is left is rounding of
 * some ten thousand additions in double precision, below 1e-11 of the sum.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnergyAgreementTest {

  private static final String STEADY = "twin-1";
  private static final String HELD = "twin-2";
  private static final String RAIL = "VDD_IN";
  private static final double CONTRACT = 1e-3;
  private static final double ROUNDING = 1e-9;
  private static final long PATIENCE_NS = 20_000_000_000L;
  private static final int BUSY_MILLI = 4_000;

  private final SystemClock clock = new SystemClock();
  private final Path folder;
  private final Coordinator coordinator;
  private final HeldLink link;
  private EnergyInstant steadyBefore;
  private EnergyInstant steadyAfter;
  private EnergyInstant heldBefore;
  private EnergyInstant heldAfter;

  EnergyAgreementTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    coordinator =
        Coordinator.open(
            CoordinatorConfig.in(folder.resolve("coordinator"), "0.1.0").withPorts(0, 0));
    link = new HeldLink(coordinator.grpcPort());
  }

  @BeforeAll
  void idleWorkAndIdleAgain() throws Exception {
    try (Agent steady = start(STEADY, coordinator.grpcPort())) {
      try (Agent held = start(HELD, link.port())) {
        awaitPresent(STEADY, 0);
        awaitPresent(HELD, 0);
        pass(0.5);
        steadyBefore = EnergyInstant.take(coordinator, STEADY);
        heldBefore = EnergyInstant.take(coordinator, HELD);
        link.hold(true);
        load(BUSY_MILLI);
        pass(1);
        load(0);
        pass(2.2);
        steadyAfter = EnergyInstant.take(coordinator, STEADY);
        pass(7.5);
        link.hold(false);
        awaitPresent(HELD, heldBefore.throughNs());
        assertThat(steady.device()).isNotEqualTo(held.device());
      }
      long restartNs = clock.monotonicNs();
      try (Agent again = start(HELD, link.port())) {
        assertThat(again.device()).isEqualTo(HELD);
        awaitPresent(HELD, restartNs);
        pass(0.5);
        heldAfter = EnergyInstant.take(coordinator, HELD);
      }
    }
  }

  @AfterAll
  void stop() throws Exception {
    link.close();
    coordinator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU"})
  void steadyDevice_hasOneEnergyInThreeAccounts(String rail) {
    LoggedEnergy logged = logged(steadyBefore, steadyAfter, rail);
    double exported = steadyAfter.joules(rail) - steadyBefore.joules(rail);
    double stored = steadyAfter.stored(rail).joules() - steadyBefore.stored(rail).joules();
    assertThat(logged.samples()).isGreaterThan(1_000);
    assertThat(exported).isCloseTo(logged.joules(), within(logged.joules() * CONTRACT));
    assertThat(exported).isCloseTo(logged.joules(), within(logged.joules() * ROUNDING));
    assertThat(stored).isCloseTo(logged.joules(), within(logged.joules() * ROUNDING));
    assertThat(steadyAfter.lateJoules(rail)).isZero();
  }

  @Test
  void steadyDevice_hasTheLogsHolesAsItsGap() {
    double holeSeconds = logged(steadyBefore, steadyAfter, RAIL).holeSeconds();
    assertThat(steadyAfter.gapSeconds() - steadyBefore.gapSeconds())
        .isCloseTo(holeSeconds, within(1e-6));
    assertThat(steadyAfter.stored(RAIL).gapSeconds() - steadyBefore.stored(RAIL).gapSeconds())
        .isCloseTo(holeSeconds, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU"})
  void heldDevice_hasLateEnergyBesideAndTheSameSum(String rail) {
    LoggedEnergy logged = logged(heldBefore, heldAfter, rail);
    double late = heldAfter.lateJoules(rail) - heldBefore.lateJoules(rail);
    double punctual = heldAfter.joules(rail) - heldBefore.joules(rail);
    assertThat(late).isPositive();
    assertThat(punctual).isPositive();
    assertThat(punctual + late).isCloseTo(logged.joules(), within(logged.joules() * ROUNDING));
    assertThat(heldAfter.stored(rail).joules()).isEqualTo(heldAfter.joules(rail));
    assertThat(heldAfter.stored(rail).lateJoules()).isEqualTo(heldAfter.lateJoules(rail));
  }

  @Test
  void restartOfAnAgent_isAGapInSecondsAndNoEnergy() {
    double holeSeconds = logged(heldBefore, heldAfter, RAIL).holeSeconds();
    double gapSeconds = heldAfter.gapSeconds() - heldBefore.gapSeconds();
    assertThat(gapSeconds).isGreaterThan(0.05).isCloseTo(holeSeconds, within(1e-6));
  }

  private LoggedEnergy logged(EnergyInstant from, EnergyInstant to, String rail) {
    assertThat(to.bootId()).isEqualTo(from.bootId());
    return LoggedEnergy.between(
        coordinator.telemetryLog(),
        from.device(),
        from.bootId(),
        rail,
        from.throughNs(),
        to.throughNs());
  }

  /** The rings are what workers publish to: nobody works for these agents. */
  private void load(int levelMilli) {
    for (String name : List.of(STEADY, HELD)) {
      ActivityRing.open(state(name).resolve("activity.ring"))
          .publish(clock.monotonicNs(), levelMilli);
    }
  }

  /** Until the newest sample that was counted is younger than a second, and not before a moment. */
  private void awaitPresent(String device, long notBeforeNs) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + PATIENCE_NS;
    while (throughNs(device) < Math.max(notBeforeNs, clock.monotonicNs() - 1_000_000_000)) {
      assertThat(clock.monotonicNs()).as("time for samples of " + device).isLessThan(deadlineNs);
      pass(0.02);
    }
  }

  private long throughNs(String device) {
    return coordinator.livePower().snapshot(clock.monotonicNs()).stream()
        .filter(power -> power.device().equals(device))
        .flatMap(power -> power.rails().stream())
        .mapToLong(RailPower::throughNs)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private void pass(double seconds) throws InterruptedException {
    clock.waitUntil(clock.monotonicNs() + Math.round(seconds * 1e9));
  }

  private Path state(String name) {
    return folder.resolve(name);
  }

  private Agent start(String name, int port) {
    return Agent.start(
        new AgentConfig(
            name,
            new CoordinatorAddress("127.0.0.1", port),
            false,
            Map.of(),
            state(name),
            folder.resolve("host.lock"),
            Optional.empty(),
            new BoardChoice.Twin(name.hashCode(), TwinDevice.DEFAULT_RAILS),
            Map.of("fake", List.of("false")),
            List.of(),
            CpuShares.NONE,
            SamplingSettings.DEFAULT,
            "0.1.0"));
  }
}
