package dev.hamlet.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.worker.FakeWorkerMain.Misdeed;
import dev.hamlet.common.worker.WorkerEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphanSweepTest {

  private static final long NO_AGENT = Long.MAX_VALUE;

  @TempDir private Path folder;
  private Path socket;
  private Process process;

  @BeforeEach
  void startWorker() throws IOException {
    socket = folder.resolve("socket");
    ProcessBuilder builder = new ProcessBuilder(FakeWorkers.command(Misdeed.NEVER_CONNECT));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    new WorkerEnvironment(socket, Optional.empty(), Optional.empty()).into(builder.environment());
    process = builder.start();
  }

  @AfterEach
  void killWorker() {
    process.destroyForcibly();
  }

  @Test
  void workerOfADeadAgent_isKilledAndItsNoteRemoved() throws Exception {
    Path note = orphaned(WorkerNote.of(process.pid(), socket)).write(folder);
    assertThat(OrphanSweep.sweep(folder)).isEqualTo(1);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(note).doesNotExist();
  }

  @Test
  void workerOfALivingAgent_isLeftAlone() throws IOException {
    Path note = WorkerNote.of(process.pid(), socket).write(folder);
    assertSpared();
    assertThat(note).exists();
  }

  @Test
  void otherProcessWithTheSameId_isLeftAlone() throws IOException {
    WorkerNote note = orphaned(WorkerNote.of(process.pid(), socket));
    new WorkerNote(
            note.pid(),
            note.startTicks() - 1,
            note.agentPid(),
            note.agentStartTicks(),
            note.bootId(),
            socket)
        .write(folder);
    assertSpared();
  }

  @Test
  void processThatWasToldAnotherSocket_isLeftAlone() throws IOException {
    orphaned(WorkerNote.of(process.pid(), folder.resolve("other"))).write(folder);
    assertSpared();
  }

  @Test
  void noteOfAnEarlierBoot_isRemovedOnly() throws IOException {
    WorkerNote note = orphaned(WorkerNote.of(process.pid(), socket));
    Path file =
        new WorkerNote(note.pid(), note.startTicks(), NO_AGENT, 0, "another boot", socket)
            .write(folder);
    assertSpared();
    assertThat(file).doesNotExist();
  }

  @Test
  void noteThatCannotBeRead_isRemoved() throws IOException {
    Path file = Files.writeString(folder.resolve("7.worker"), "pid=seven");
    assertSpared();
    assertThat(file).doesNotExist();
  }

  @Test
  void nameWithSpacesAndBrackets_doesNotHideTheStart() {
    String fields = "S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 21";
    assertThat(LinuxProcess.startTicks("42 (a) b (c)) " + fields)).contains(987654L);
    assertThat(LinuxProcess.startTicks("42 (java) S 1")).isEmpty();
  }

  private void assertSpared() {
    assertThat(OrphanSweep.sweep(folder)).isZero();
    assertThat(process.isAlive()).isTrue();
  }

  private static WorkerNote orphaned(WorkerNote note) {
    return new WorkerNote(note.pid(), note.startTicks(), NO_AGENT, 0, note.bootId(), note.socket());
  }
}
