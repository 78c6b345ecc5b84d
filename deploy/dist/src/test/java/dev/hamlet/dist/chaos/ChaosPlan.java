package dev.hamlet.dist.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What is done to a fleet during a round, one after the other. The same seed and number give the
 * same plan.
 *
 * <p>Every kind of fault comes in its turn, with one or two that are drawn. Some rounds last as
 * long as leases do, in real time: 20 s and 60 s with everything down, and agents that stand still
 * until their leases have lapsed.
 *
 * @param round its number, from 1
 */
record ChaosPlan(long seed, int round, List<Step> steps) {

  private static final int PERIOD = 25;

  /** A fault, {@code afterMs} after the one before it has ended. */
  record Step(ChaosFault fault, String group, long afterMs, long forMs) {}

  /** Nothing happens. */
  static ChaosPlan undisturbed() {
    return new ChaosPlan(0, 0, List.of());
  }

  static ChaosPlan of(long seed, int round, boolean disksCanBeFilled) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + round);
    List<Step> steps =
        switch (round % (2 * PERIOD)) {
          case 7, PERIOD + 7 -> List.of(step(ChaosFault.KILL_BOTH, random, 20_000));
          case PERIOD - 6 -> List.of(step(ChaosFault.FREEZE_AGENTS, random, 65_000));
          case PERIOD + 9 -> List.of(step(ChaosFault.KILL_BOTH, random, 60_000));
          default -> drawn(seed + round, random);
        };
    return new ChaosPlan(
        seed,
        round,
        steps.stream().filter(step -> disksCanBeFilled || !step.fault().fills()).toList());
  }

  private static List<Step> drawn(long turn, RandomGenerator random) {
    ChaosFault[] known = ChaosFault.values();
    List<Step> steps = new ArrayList<>();
    ChaosFault next = known[Math.floorMod(turn, known.length)];
    int faults = 2 + random.nextInt(2);
    for (int i = 0; i < faults; i++) {
      steps.add(step(next, random, next.durationMs(random)));
      next = known[random.nextInt(known.length)];
    }
    return steps;
  }

  private static Step step(ChaosFault fault, RandomGenerator random, long forMs) {
    String group = ChaosFleet.GROUPS.get(random.nextInt(ChaosFleet.GROUPS.size()));
    return new Step(fault, group, 100 + random.nextInt(900), forMs);
  }

  /** A generator for what a step leaves open. */
  RandomGenerator random() {
    return new SplittableRandom(~(seed * 1_000_003 + round));
  }

  @Override
  public String toString() {
    return "seed %d, round %d: %s".formatted(seed, round, steps);
  }
}
