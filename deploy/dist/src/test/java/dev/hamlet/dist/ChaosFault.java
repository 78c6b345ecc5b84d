package dev.hamlet.dist;

import java.util.random.RandomGenerator;

/** What the suite does to a fleet, beside what the agents' own script does. */
enum ChaosFault {
  KILL_COORDINATOR {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killCoordinator();
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.restartCoordinator();
    }
  },
  KILL_AGENTS {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.killAgents(group);
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.restartAgents(group);
    }
  },
  CUT_LINKS {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().cut(true);
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().cut(false);
    }
  },
  SILENCE_LINKS {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().silence(true);
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().silence(false);
    }
  },
  DELAY_LINKS {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.proxy().delay(5 + random.nextInt(45));
    }

    @Override
    void end(ChaosFleet fleet, String group) {
      fleet.proxy().delay(0);
    }
  },
  FREEZE_AGENTS {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception {
      fleet.freeze(group, true);
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.freeze(group, false);
    }
  },
  FILL_DISK {
    @Override
    void begin(ChaosFleet fleet, String group, RandomGenerator random) {
      fleet.disk().fill();
    }

    @Override
    void end(ChaosFleet fleet, String group) throws Exception {
      fleet.disk().empty();
    }
  };

  abstract void begin(ChaosFleet fleet, String group, RandomGenerator random) throws Exception;

  abstract void end(ChaosFleet fleet, String group) throws Exception;
}
