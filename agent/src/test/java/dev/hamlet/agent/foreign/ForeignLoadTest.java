package dev.hamlet.agent.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two CPUs for one second are 200 ticks; ratios are exact up to the rounding of doubles. */
class ForeignLoadTest {

  private static final long SECOND_NS = 1_000_000_000;
  private static final double EXACT = 1e-9;

  private static final long AGENT = 100;
  private static final long WORKER = 101;
  private static final long STRESS = 500;

  @TempDir Path root;

  private final ManualClock clock = new ManualClock();
  private FakeProc proc;
  private ForeignLoad load;

  @BeforeEach
  void host() {
    proc = new FakeProc(root, clock);
    proc.process(1, 0, "systemd", "/sbin/init");
    proc.process(AGENT, 1, "java", "java dev.hamlet.cli.HamletMain agent");
    proc.process(WORKER, AGENT, "python3", "python3 worker.py");
    proc.process(STRESS, 1, "stress (ng) 1", "stress-ng");
    load = new ForeignLoad(root, AGENT, proc.clock());
    load.start();
  }

  @Test
  void agentAndWorker_areNotForeign() {
    proc.use(AGENT, 10);
    proc.use(WORKER, 100);
    proc.pass(SECOND_NS, 110);

    assertThat(load.mark(0.02).ratio()).isCloseTo(0, within(EXACT));
  }

  @Test
  void busyStranger_isMeasuredAndNamed() {
    proc.use(WORKER, 50);
    proc.use(STRESS, 30);
    proc.use(1, 1);
    proc.pass(SECOND_NS, 81);

    ForeignUse use = load.mark(0.02);

    assertThat(use.ratio()).isCloseTo(31 / 200.0, within(EXACT));
    assertThat(use.words(0.02))
        .isEqualTo(
            "stress (ng) 1 (pid 500): others than Hamlet used 15.5 % of the time of all CPUs, more"
                + " than 2.0 %");
  }

  @Test
  void strangerBelowTheLimit_isNotLookedFor() {
    proc.use(STRESS, 3);
    proc.pass(SECOND_NS, 3);

    assertThat(load.mark(0.02)).isEqualTo(new ForeignUse(3 / 200.0, ""));
  }

  @Test
  void otherAgentOfTheHost_itsWorkersAndLoops_areNotForeign() {
    proc.process(200, 1, "java", "java -cp lib/* dev.hamlet.cli.HamletMain agent");
    proc.process(201, 200, "launcher", "launcher");
    proc.process(202, 201, "java", "java dev.other.Worker");
    proc.process(203, 200, "sh", "sh -c while");
    proc.use(202, 90);
    proc.use(203, 100);
    proc.pass(SECOND_NS, 190);

    assertThat(load.mark(0.02).exceeds(0.02)).isFalse();
  }

  @Test
  void shortLivedChildren_countForWhoeverStartedThem() {
    proc.process(600, STRESS, "cc1", "cc1");
    proc.use(600, 40);
    proc.end(600, STRESS);
    proc.pass(SECOND_NS, 40);

    assertThat(load.mark(0.02).busiest()).isEqualTo("stress (ng) 1 (pid 500)");
  }

  @Test
  void endedChild_doesNotMakeItsParentBusy() {
    proc.process(600, 1, "old", "old");
    proc.use(600, 5_000);
    load.start();
    proc.end(600, 1);
    proc.use(STRESS, 20);
    proc.pass(SECOND_NS, 20);

    assertThat(load.mark(0.02).busiest()).isEqualTo("stress (ng) 1 (pid 500)");
  }

  @Test
  void loadThatNoProcessExplains_isForeignAllTheSame() {
    proc.pass(SECOND_NS, 100);

    ForeignUse use = load.mark(0.02);

    assertThat(use.ratio()).isCloseTo(0.5, within(EXACT));
    assertThat(use.words(0.02)).startsWith("a process that the agent cannot see: ");
  }

  @Test
  void windows_followEachOther() {
    proc.use(STRESS, 30);
    proc.pass(SECOND_NS, 30);
    load.mark(0.02);
    proc.pass(SECOND_NS, 0);

    assertThat(load.mark(0.02).ratio()).isCloseTo(0, within(EXACT));
  }

  @Test
  void hostThatDoesNotSay_isNotKnown() {
    ForeignLoad blind = new ForeignLoad(root.resolve("nowhere"), AGENT, clock);
    blind.start();

    assertThat(blind.mark(0.02).ratio()).isNaN();
    assertThat(blind.mark(0.02).exceeds(0.02)).isFalse();
  }
}
