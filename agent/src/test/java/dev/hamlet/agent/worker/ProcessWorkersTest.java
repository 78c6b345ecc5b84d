package dev.hamlet.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hamlet.agent.worker.FakeWorkerMain.Misdeed;
import dev.hamlet.agent.worker.ModelWorker.BurstRequest;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProcessWorkersTest {

  private static final BurstRequest BURST = new BurstRequest(0, 3, 0, 0, 1, 0, 0);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "END_AT_START          | died in hello: exit code 3, last words: cannot find libfake.so",
        "LIE_ABOUT_THE_CLOCK   | has another clock",
        "LIE_ABOUT_THE_RUNTIME | says that it is a worker of other",
      })
  void workerThatStartsBadly_isRefusedWithTheReason(Misdeed misdeed, String reason) {
    ProcessWorkers workers = FakeWorkers.of(misdeed, folder);
    assertThatThrownBy(() -> workers.start("fake"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining(reason);
    assertThat(notes()).isEmpty();
  }

  @Test
  void workerThatNeverConnects_isGivenUpAfterItsLimit() {
    ProcessWorkers workers = FakeWorkers.of(Misdeed.NEVER_CONNECT, folder, Duration.ofMillis(700));
    assertThatThrownBy(() -> workers.start("fake"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("did not answer hello");
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessWorkersTest::isFake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIE_IN_BURST       | died in burst: exit code 134, last words: fake: *** stack smashing",
        "NONSENSE_IN_BURST  | speaks nonsense in burst: there is no reply of type 66",
        "OLD_SPANS_IN_BURST | stamps or a class that cannot be",
      })
  void workerThatFailsInABurst_failsTheCallAndNothingElse(Misdeed misdeed, String reason) {
    try (ModelWorker worker = FakeWorkers.of(misdeed, folder).start("fake")) {
      worker.load(TestBundles.in(folder).load(0));
      assertThatThrownBy(() -> worker.burst(BURST))
          .isInstanceOfSatisfying(WorkerException.class, e -> assertThat(e.modelFault()).isFalse())
          .hasMessageContaining(reason);
      assertThat(worker.alive()).isFalse();
    }
    assertThat(notes()).isEmpty();
  }

  @Test
  void workerThatHangs_isKilledAfterItsLimit() {
    ProcessWorkers workers =
        FakeWorkers.inferring(Misdeed.HANG_IN_BURST, folder, Duration.ofMillis(300));
    try (ModelWorker worker = workers.start("fake")) {
      worker.load(TestBundles.in(folder).load(0));
      assertThatThrownBy(() -> worker.burst(BURST)).hasMessageContaining("did not answer burst");
    }
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessWorkersTest::isFake);
  }

  @Test
  void workerThatDiesWhileItComputes_leavesNoActivityBehind() {
    ActivityRing ring = ActivityRing.create(folder.resolve("ring"), 64);
    WorkerSettings plain =
        FakeWorkers.settings(Misdeed.DIE_IN_BURST, folder, Duration.ofSeconds(30));
    WorkerSettings settings =
        new WorkerSettings(
            plain.commands(),
            plain.launcher(),
            plain.cpus(),
            plain.runFolder(),
            Optional.of(folder.resolve("ring")),
            plain.cache(),
            plain.limits());
    try (ModelWorker worker = ProcessWorkers.open(settings, new SystemClock()).start("fake")) {
      worker.load(TestBundles.in(folder).load(0));
      assertThatThrownBy(() -> worker.burst(BURST)).isInstanceOf(WorkerException.class);
      List<Long> levels = new ArrayList<>();
      ring.drain((monotonicNs, levelMilli) -> levels.add((long) levelMilli));
      assertThat(levels).startsWith(1000L, 0L, 1000L, 0L).endsWith(0L);
    }
  }

  @Test
  void modelThatCannotRun_isTheModelsFaultInTheWorkersWords() {
    try (ModelWorker worker = FakeWorkers.of(Misdeed.MODEL_FAULT, folder).start("fake")) {
      WorkerException e =
          catchThrowableOfType(
              WorkerException.class, () -> worker.load(TestBundles.in(folder).load(0)));
      assertThat(e.modelFault()).isTrue();
      assertThat(e).hasMessageContaining("cannot load: operation Foo has no kernel");
    }
  }

  @Test
  void optionOfTheRequest_winsOverThatOfTheManifest() {
    try (ModelWorker worker = FakeWorkers.of(Misdeed.NONE, folder).start("fake")) {
      Map<String, String> provenance =
          Map.of("options.optimizer", "off", "options.colour", "red", "seed", "1");
      worker.load(TestBundles.in(folder).load(0, provenance, Map.of("colour", "blue")));
      assertThat(worker.describe())
          .containsEntry("optimizer", "off")
          .containsEntry("colour", "blue")
          .containsEntry("runtime_version", "1.0")
          .doesNotContainKey("seed");
    }
  }

  @Test
  void unknownRuntime_isRefusedWithWhatThereIs() {
    ProcessWorkers workers = FakeWorkers.of(Misdeed.NONE, folder);
    assertThat(workers.runtimes()).containsExactly("fake");
    assertThatThrownBy(() -> workers.start("tflite")).hasMessageContaining("it has [fake]");
  }

  @Test
  void commandThatDoesNotExist_isNamed() {
    WorkerSettings settings =
        new WorkerSettings(
            Map.of("fake", List.of("/nowhere/java")),
            List.of(),
            CpuShares.NONE,
            folder,
            Optional.empty(),
            Optional.empty(),
            WorkerLimits.DEFAULT);
    assertThatThrownBy(() -> ProcessWorkers.open(settings, new SystemClock()).start("fake"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("/nowhere/java");
  }

  private List<Path> notes() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(WorkerNote::isNote).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFake(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(FakeWorkerMain.class.getName());
  }
}
