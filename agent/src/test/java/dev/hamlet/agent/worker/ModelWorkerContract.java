package dev.hamlet.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.worker.ModelWorker.BurstRequest;
import dev.hamlet.agent.worker.ModelWorker.BurstResult;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ModelWorker} keeps. The model under test is that of {@link TestBundles}. */
@Timeout(60)
abstract class ModelWorkerContract {

  private static final long MS = 1_000_000L;

  private final SystemClock clock = new SystemClock();
  private TestBundles bundles;
  private ModelWorker worker;

  abstract ModelWorker open(Path folder);

  @BeforeEach
  void openWorker(@TempDir Path folder) {
    bundles = TestBundles.in(folder);
    worker = open(folder);
  }

  @AfterEach
  void closeWorker() {
    worker.close();
  }

  @Test
  void burst_isLongEnoughAndLiesBetweenRequestAndReply() {
    worker.load(bundles.load(2));
    worker.warm(1 * MS, 3);
    long beforeNs = clock.monotonicNs();
    BurstResult result = worker.burst(new BurstRequest(20 * MS, 7, 5 * MS, 2 * MS, 1, 0, 0));
    assertThat(result.startNs()).isGreaterThanOrEqualTo(beforeNs);
    assertThat(result.endNs()).isLessThanOrEqualTo(clock.monotonicNs());
    assertThat(result.endNs() - result.startNs()).isGreaterThanOrEqualTo(20 * MS);
    assertThat(result.spans().size()).isGreaterThanOrEqualTo(7);
    assertThat(result.spans().startNs()[0]).isEqualTo(result.startNs());
    assertThat(result.prediction()).isEqualTo(2);
  }

  @Test
  void evaluate_answersForEachInputAsked() {
    worker.load(bundles.load(0));
    assertThat(worker.evaluate(bundles.inputs(), 0)).containsExactly(0, 1, 2, 3, 0, 1, 2);
    assertThat(worker.evaluate(bundles.inputs(), 4)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void secondLoad_replacesTheFirst() {
    worker.load(bundles.load(1));
    worker.load(bundles.load(3));
    assertThat(worker.burst(new BurstRequest(0, 1, 0, 0, 1, 0, 0)).prediction()).isEqualTo(3);
  }

  @Test
  void missingModel_isTheModelsFault() {
    LoadRequest good = bundles.load(0);
    LoadRequest missing =
        new LoadRequest(
            good.folder().resolve("nowhere"), good.manifest(), 1, good.input(), 0, Map.of());
    assertThatThrownBy(() -> worker.load(missing))
        .isInstanceOfSatisfying(
            WorkerException.class, e -> assertThat(e.modelFault()).as(e.getMessage()).isTrue());
  }

  @Test
  void burstWithoutAModel_isRefusedAndNotTheModelsFault() {
    assertThatThrownBy(() -> worker.burst(new BurstRequest(0, 1, 0, 0, 1, 0, 0)))
        .isInstanceOfSatisfying(WorkerException.class, e -> assertThat(e.modelFault()).isFalse());
  }

  @Test
  void closedWorker_isDeadAndRefusesCalls() {
    assertThat(worker.alive()).isTrue();
    worker.close();
    worker.close();
    assertThat(worker.alive()).isFalse();
    assertThatThrownBy(() -> worker.warm(0, 1)).isInstanceOf(WorkerException.class);
  }
}
