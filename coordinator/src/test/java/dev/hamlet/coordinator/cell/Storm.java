package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.SaveOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A coordinator and its agents in random weather: grants, heartbeats, lapses, restarts of either
 * side, cut streams, two lives of one agent, messages that are late, repeated or out of order, a
 * wall clock that is set. Each step draws from a seed of its own, so that a storm can be had again,
 * and without some of its steps.
 */
final class Storm {

  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final Size size;
  private final ResultStore store;
  private final Bench bench;
  private final List<StormAgent> lives = new ArrayList<>();
  private final List<StormAgent> former = new ArrayList<>();
  private final List<Consumer<CellDriver>> up = new ArrayList<>();
  private final List<Runnable> down = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);
  private boolean calm;
  private boolean given = true;
  private long newestToken;
  private int sessions;
  private int said;
  private boolean gathering;

  /**
   * How large a storm is.
   *
   * @param calmsDown whether it ends with everything measured
   * @param commitsFail whether steps are events of batches, some of which never become durable
   */
  record Size(
      List<String> devices,
      List<String> experiments,
      int steps,
      boolean calmsDown,
      boolean commitsFail) {

    static final Size SHORT = new Size(List.of("a", "b"), List.of("e-1"), 40, false, false);
    static final Size MIDDLE = new Size(List.of("a", "b"), List.of("e-1"), 60, true, false);
    static final Size LONG =
        new Size(List.of("a", "b", "c"), List.of("e-1", "e-2"), 120, true, false);
    static final Size COMMITS = new Size(List.of("a", "b"), List.of("e-1"), 40, true, true);

    /** A storm of this size: the seed of each of its steps. */
    List<Long> steps(long seed) {
      return new SplittableRandom(seed).longs(steps).boxed().toList();
    }
  }

  Storm(Size size, ResultStore store) {
    this.size = size;
    this.store = store;
    this.bench = new Bench(watched(store));
    bench.timeLimit = null;
    for (String device : size.devices()) {
      lives.add(life(device));
    }
    for (String experiment : size.experiments()) {
      bench.submit(experiment, size.devices(), "baseline", "eight");
    }
  }

  /** Rages; then, if it is of that size, calms down until everything is measured. */
  void run(List<Long> steps) {
    for (long seed : steps) {
      random = new SplittableRandom(seed);
      if (size.commitsFail()) {
        batch();
      } else {
        step();
      }
      check();
    }
    if (size.calmsDown()) {
      calmDown();
      checkEnd();
    }
  }

  /** What happened, a line for each step. */
  List<String> told() {
    return told;
  }

  /** Some steps whose writes become durable together, or not at all: then it is a new life. */
  private void batch() {
    boolean fails = random.nextInt(12) == 0;
    int steps = 1 + random.nextInt(3);
    int saidBefore = said;
    try {
      bench.afterCommit.batch(
          () -> {
            for (int i = 0; i < steps; i++) {
              step();
            }
            endUnless(fails);
          });
    } catch (End end) {
      told.add(end.getMessage());
      assertThat(said).as("messages of a batch that is not durable").isEqualTo(saidBefore);
      nextLife();
    }
  }

  private static void endUnless(boolean fails) {
    if (fails) {
      throw new End("the commit fails");
    }
  }

  /** Reads the store until that becomes durable, too. */
  private void nextLife() {
    up.clear();
    lives.forEach(agent -> agent.cut(bench.driver, false));
    former.forEach(agent -> agent.cut(bench.driver, false));
    boolean fails = random.nextInt(4) == 0;
    try {
      bench.newLife();
      bench.afterCommit.batch(
          () -> {
            bench.driver.restore();
            endUnless(fails);
          });
    } catch (End end) {
      told.add(end.getMessage() + " at the start");
      nextLife();
    }
  }

  /** The coordinator's process is over before what it did last is durable. */
  private static final class End extends RuntimeException {
    private static final long serialVersionUID = 1;

    End(String how) {
      super(how);
    }
  }

  private void step() {
    int dice = random.nextInt(100);
    StormAgent agent = lives.get(random.nextInt(lives.size()));
    if (dice < 30) {
      tell("works", agent);
      agent.work(random);
    } else if (dice < 55) {
      deliver();
    } else if (dice < 65) {
      tell("sends a heartbeat", agent);
      agent.heartbeat();
    } else if (dice < 72) {
      tell("repeats what was not answered", agent);
      agent.repeat();
    } else if (dice < 80) {
      pass(random.nextInt(40));
    } else if (dice < 87) {
      tell("connects", agent);
      agent.connect(bench.driver);
    } else if (dice < 91) {
      tell("loses its stream", agent);
      agent.cut(bench.driver, random.nextBoolean());
    } else {
      strike(dice);
    }
    bench.loop.drain();
  }

  private void strike(int dice) {
    if (dice < 94) {
      kill(random.nextInt(lives.size()));
    } else if (dice < 96) {
      zombie();
    } else if (dice < 97) {
      release(size.devices().get(random.nextInt(size.devices().size())));
    } else if (dice < 98) {
      bench.wallClockStepMs = random.nextLong(-DAY_MS, DAY_MS);
      told.add("the wall clock is set to " + bench.wallClockStepMs + " ms off");
    } else {
      restartCoordinator();
    }
  }

  private void tell(String what, StormAgent agent) {
    told.add(agent + " " + what);
  }

  /** The agent of a device dies, or only seems to: it may speak again. */
  private void kill(int index) {
    StormAgent old = lives.get(index);
    tell("is killed", old);
    former.add(old);
    lives.set(index, life(size.devices().get(index)));
    lives.get(index).connect(bench.driver);
  }

  /** A life that was replaced works on, and says what it did. */
  private void zombie() {
    if (former.isEmpty()) {
      told.add("nobody was replaced yet");
    } else {
      StormAgent old = former.get(random.nextInt(former.size()));
      tell("speaks, though it was replaced", old);
      old.work(random);
      old.repeat();
      if (random.nextInt(4) == 0) {
        old.connect(bench.driver);
      }
    }
  }

  private void restartCoordinator() {
    if (size.commitsFail()) {
      throw new End("the coordinator is killed before the commit");
    }
    told.add("the coordinator is killed and starts again");
    up.clear();
    lives.forEach(agent -> agent.cut(bench.driver, false));
    former.forEach(agent -> agent.cut(bench.driver, false));
    bench.restart();
  }

  private void pass(int seconds) {
    told.add(seconds + " s pass");
    for (int left = seconds; left > 0; left -= 5) {
      bench.clock.advanceNs(Duration.ofSeconds(Math.min(5, left)).toNanos());
      bench.driver.tick();
    }
  }

  private void deliver() {
    told.add("messages arrive: %d up, %d down wait".formatted(up.size(), down.size()));
    if (!up.isEmpty()) {
      int index = random.nextInt(up.size());
      up.get(index).accept(bench.driver);
      if (random.nextInt(4) != 0) {
        up.remove(index);
      }
    }
    if (!down.isEmpty()) {
      int index = random.nextInt(down.size());
      Runnable message = down.get(index);
      if (random.nextInt(4) != 0) {
        down.remove(index);
      }
      message.run();
    }
  }

  private void calmDown() {
    calm = true;
    up.clear();
    down.clear();
    former.forEach(agent -> agent.cut(bench.driver, true));
    lives.forEach(agent -> agent.cut(bench.driver, true));
    for (int i = 0; i < size.devices().size(); i++) {
      lives.set(i, life(size.devices().get(i)));
    }
    for (int i = 0; i < 4_000 && !isFinished(); i++) {
      lives.stream()
          .filter(agent -> !agent.isConnected())
          .forEach(one -> one.connect(bench.driver));
      lives.forEach(agent -> agent.work(random));
      lives.forEach(StormAgent::heartbeat);
      bench.loop.drain();
      if (i % 40 == 0) {
        size.devices().forEach(this::release);
      }
      if (i % 4 == 0) {
        pass(3);
        bench.loop.drain();
      }
    }
  }

  /** A person lets a device work whose agent died too often. */
  private void release(String device) {
    told.add("somebody releases " + device);
    if (bench.registry.description(device).isPresent()) {
      bench.driver.change(
          new DeviceChange(device, DeviceChange.Kind.RELEASE, "mia", "", Duration.ZERO));
    }
  }

  private boolean isFinished() {
    return store.experiments().stream().allMatch(one -> one.state().hasEnded());
  }

  private StormAgent life(String device) {
    return new StormAgent(this, device, device + "-" + sessions++);
  }

  /** Something that an agent says. */
  void up(Consumer<CellDriver> message) {
    if (calm) {
      message.accept(bench.driver);
    } else {
      up.add(message);
    }
  }

  /** Something that an agent hears. */
  void down(Runnable message) {
    if (calm) {
      message.run();
    } else {
      down.add(message);
    }
  }

  /**
   * Something leaves the coordinator, at the end of a batch if there are any.
   *
   * @param durable whether what led to it is in the store, as a new life would read it
   */
  void leaves(String what, BooleanSupplier durable) {
    said++;
    if (size.commitsFail() && !calm && (gathering || !durable.getAsBoolean())) {
      throw new AssertionError("it is not durable, and said: " + what);
    }
  }

  /** What a new life of the coordinator would read. */
  ResultStore stored() {
    return store;
  }

  /** Tokens grow with every lease ever given. */
  void granted(LeaseGrant grant) {
    assertThat(grant.lease().fencingToken()).as("token").isGreaterThan(newestToken);
    newestToken = grant.lease().fencingToken();
  }

  /** No device and no cell has two live leases; only a lease that is given can change that. */
  private void check() {
    if (!given) {
      return;
    }
    given = false;
    Set<String> devices = new HashSet<>();
    for (LeaseRecord lease : store.openLeases()) {
      if (!devices.add(lease.group().device())) { // asserting each time would take longest of all
        throw new AssertionError("two live leases of " + lease.group().device());
      }
    }
    for (CellRecord cell : cells()) {
      if (openAttempts(cell.cellId()) > 1) {
        throw new AssertionError("two live leases of cell " + cell.cellId());
      }
    }
  }

  private long openAttempts(String cellId) {
    return store.attempts(cellId).stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.OPEN)
        .count();
  }

  private void checkEnd() {
    assertThat(store.experiments())
        .as("the storm leaves nothing that cannot be finished")
        .allMatch(one -> one.state() == ExperimentState.FINISHED);
    assertThat(store.openLeases()).isEmpty();
    for (CellRecord cell : cells()) {
      List<TrialResult> trials = store.trials(cell.cellId());
      assertThat(cell.verdict()).isNotNull();
      assertThat(trials).extracting(TrialResult::trialNumber).doesNotHaveDuplicates();
      assertThat(cell.trialsValid() + cell.trialsInvalid() + cell.trialsFailed())
          .as("the cell advanced with every trial")
          .isEqualTo(trials.size());
      assertThat(store.attempts(cell.cellId()))
          .extracting(AttemptRecord::outcome)
          .doesNotContain(AttemptOutcome.OPEN);
    }
  }

  private List<CellRecord> cells() {
    return store.experiments().stream().flatMap(one -> store.cells(one.id()).stream()).toList();
  }

  /** The same store, each trial that it takes checked for its lease at that very moment. */
  private ResultStore watched(ResultStore store) {
    return (ResultStore)
        Proxy.newProxyInstance(
            Storm.class.getClassLoader(),
            new Class<?>[] {ResultStore.class},
            (proxy, method, arguments) -> {
              try {
                gathering |= method.getName().equals("together");
                Object answer = method.invoke(store, arguments);
                given |= method.getName().equals("grantLease");
                if (answer == SaveOutcome.STORED && arguments[0] instanceof TrialResult trial) {
                  checkLease(store, trial);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                gathering &= !method.getName().equals("together");
              }
            });
  }

  private static void checkLease(ResultStore store, TrialResult trial) {
    LeaseRecord lease = store.lease(trial.fencingToken()).orElseThrow();
    CellGroup group = store.cell(trial.cellId()).orElseThrow().plan().group();
    assertThat(lease.isOpen()).as("%s was stored under a lease that holds", trial).isTrue();
    assertThat(lease.group()).isEqualTo(group);
  }
}
