package dev.hamlet.benchmarks.scenario;

import dev.hamlet.coordinator.experiment.file.Profile;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.BoardRail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The scenarios that are run unless a file names others: a core, or all. */
public final class StandardScenarios {

  private static final Set<String> CORE =
      Set.of(
          "0x7007 steady 1 ms",
          "0x7007 steady 5 ms",
          "0x7007 steady 20 ms",
          "0x7007 steady 100 ms",
          "0x7007 steady 1000 ms",
          "0x7007 bursty 20 ms",
          "0x7007 drifting 20 ms",
          "0x7127 steady 5 ms",
          "0x7127 steady 100 ms",
          "0x7127 bursty 20 ms",
          "0x7727 steady 1 ms",
          "0x7727 bursty 20 ms",
          "0x7c07 steady 20 ms",
          "noise of 2 steps",
          "three rails",
          "trials differ by 8 %",
          "demo: bursts of 0.2 s",
          "idle grows 0.3 W/min",
          "idle grows 3 W/min",
          "gaps in 15 % of bursts",
          "stalls in every burst");

  private static final int[] WORDS = {0x7007, 0x7127, 0x7727, 0x7c07};
  private static final double[] INFERENCES_MS = {1, 5, 20, 100, 1_000};

  private StandardScenarios() {}

  /** What fits into the time of a preset: every sensor, length, shape, and most of the odd ones. */
  public static List<Scenario> core() {
    return all().stream().filter(scenario -> CORE.contains(scenario.name())).toList();
  }

  /** Sensor configurations x lengths of inferences, shapes of load, noise, faults, and the odd. */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (int word : WORDS) {
      for (double ms : INFERENCES_MS) {
        all.add(plain(word, LoadShape.STEADY, ms));
      }
      all.add(plain(word, LoadShape.BURSTY, 20));
      all.add(plain(word, LoadShape.DRIFTING, 20));
    }
    all.addAll(sensors());
    all.addAll(loads());
    all.addAll(faults());
    return all;
  }

  private static List<Scenario> sensors() {
    List<BoardRail> three =
        List.of(BoardRail.VDD_SYS_CPU, BoardRail.VDD_SYS_GPU, BoardRail.VDD_SYS_SOC);
    SensorSetup fastest = SensorSetup.of(0x7007);
    SensorSetup noisy = SensorSetup.of(0x7127).withNoise(1.5);
    return List.of(
        named("noise of 2 steps", fastest.withNoise(2), LoadShape.STEADY, 5),
        named("noise of 0.2 steps", fastest.withNoise(0.2), LoadShape.STEADY, 5),
        named("0x7127, noise of 1.5 steps", noisy, LoadShape.STEADY, 5),
        named("0x7127 bursty, 1.5 steps", noisy, LoadShape.BURSTY, 20),
        named("three rails", fastest.with(three), LoadShape.STEADY, 20),
        named("three rails, bus at 100 kHz", slowBus(fastest.with(three)), LoadShape.STEADY, 20));
  }

  private static SensorSetup slowBus(SensorSetup sensor) {
    return sensor.withBus(100_000);
  }

  private static List<Scenario> loads() {
    Load steady = Load.of(LoadShape.STEADY, 20);
    SensorSetup fastest = SensorSetup.of(0x7007);
    return List.of(
        named("bursty 5 ms", fastest, LoadShape.BURSTY, 5),
        Scenario.of("trials differ by 8 %", fastest, steady.withSpread(0.08)),
        Scenario.of("trials differ by 0.2 %", fastest, steady.withSpread(0.002)),
        Scenario.of("demo: bursts of 0.2 s", fastest, steady).with(Profile.DEMO),
        Scenario.of("idle grows 0.3 W/min", fastest, steady).withIdleDrift(0.3),
        Scenario.of("0x7727, idle grows 0.1 W/min", SensorSetup.of(0x7727), steady)
            .withIdleDrift(0.1),
        Scenario.of("idle grows 3 W/min", fastest, steady).withIdleDrift(3));
  }

  private static List<Scenario> faults() {
    Scenario base = Scenario.of("", SensorSetup.of(0x7007), Load.of(LoadShape.STEADY, 20));
    return List.of(
        fault(base, "gaps in 15 % of bursts", FaultKind.GAP, 0.2, 0.15),
        fault(base, "EAGAIN for 3 ms now and then", FaultKind.NOT_READY, 0.003, 0.5),
        fault(base, "stalls in every burst", FaultKind.STALL, 0.1, 1));
  }

  private static Scenario fault(
      Scenario base, String name, FaultKind kind, double seconds, double share) {
    return new Scenario(
        name,
        base.profile(),
        base.sensor(),
        base.load(),
        0,
        List.of(new ScenarioFault(kind, 0.7, seconds, share)),
        0);
  }

  private static Scenario plain(int word, LoadShape shape, double inferenceMs) {
    String name = String.format(Locale.ROOT, "0x%04x %s %.0f ms", word, shape.word(), inferenceMs);
    return named(name, SensorSetup.of(word), shape, inferenceMs);
  }

  private static Scenario named(
      String name, SensorSetup sensor, LoadShape shape, double inferenceMs) {
    return Scenario.of(name, sensor, Load.of(shape, inferenceMs));
  }
}
