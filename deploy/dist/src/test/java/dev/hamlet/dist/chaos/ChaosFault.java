package dev.hamlet.dist.chaos;

import java.util.random.RandomGenerator;

/** What the suite does to a fleet, beside what the agents' own script does. */
enum ChaosFault {
  KILL_COORDINATOR(0, 500, 2_000) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killCoordinator();
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.startCoordinator();
    }
  },
  KILL_AGENTS(0, 500, 2_000) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killAgents(group);
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.startAgents(group);
    }
  },
  /** The coordinator and every agent. */
  KILL_BOTH(0, 2_000, 6_000) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killCoordinator();
      for (String every : ChaosFleet.GROUPS) {
        fleet.killAgents(every);
      }
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      for (String every : ChaosFleet.GROUPS) {
        fleet.startAgents(every);
      }
      fleet.startCoordinator();
    }
  },
  CUT_LINKS(300, 800, 1_500) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().cut(true);
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().cut(false);
    }
  },
  SILENCE_LINKS(300, 800, 1_500) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().silence(true);
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().silence(false);
    }
  },
  DELAY_LINKS(500, 1_000, 1_500) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().delay(5 + random.nextInt(45));
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().delay(0);
    }
  },
  /** SIGSTOP. */
  FREEZE_AGENTS(300, 800, 1_500) {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.freeze(group, true);
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.freeze(group, false);
    }
  },
  FILL_COORDINATORS_DISK(500, 1_000, 1_500) {
    @Override
    boolean fills() {
      return true;
    }

    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.disk().fill();
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.disk().empty();
    }
  },
  /** The agents start anew without artifacts, and with no room for them. */
  FILL_AGENTS_DISK(500, 1_000, 1_500) {
    @Override
    boolean fills() {
      return true;
    }

    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killAgents(group);
      fleet.forgetArtifacts(group);
      fleet.disk(group).fill();
      fleet.startAgents(group);
      fleet.awaitConnected(group);
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.disk(group).empty();
    }
  };

  private final long shortMs;
  private final long middleMs;
  private final long longMs;

  ChaosFault(long shortMs, long middleMs, long longMs) {
    this.shortMs = shortMs;
    this.middleMs = middleMs;
    this.longMs = longMs;
  }

  /** One of the times that it usually lasts. */
  long durationMs(RandomGenerator random) {
    int drawn = random.nextInt(3);
    return drawn == 0 ? shortMs : drawn == 1 ? middleMs : longMs;
  }

  /** Whether it needs a disk that can be filled. */
  boolean fills() {
    return false;
  }

  abstract void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception;

  abstract void end(ChaosFleet fleet, String group) throws Exception;
}
