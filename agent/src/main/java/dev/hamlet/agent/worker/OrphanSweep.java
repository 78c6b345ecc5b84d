package dev.hamlet.agent.worker;

import dev.hamlet.common.worker.WorkerEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends workers whose agent is gone. A healthy one ends by itself with its socket; one that hangs
 * would compute for ever and spoil each measurement of its board.
 *
 * <p>A process is killed only if id, start and boot are those noted, its environment names the
 * noted socket, and the agent that noted it no longer lives.
 */
final class OrphanSweep {

  private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

  private OrphanSweep() {}

  /** Sweeps a run folder; returns how many processes were killed. */
  static int sweep(Path runFolder) {
    if (!Files.isDirectory(runFolder)) {
      return 0;
    }
    int killed = 0;
    try {
      for (Path file : notes(runFolder)) {
        killed += sweepNote(file);
      }
    } catch (IOException e) {
      log.warn("cannot sweep {} of workers that outlived their agent", runFolder, e);
    }
    return killed;
  }

  private static List<Path> notes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(WorkerNote::isNote).sorted().toList();
    }
  }

  private static int sweepNote(Path file) throws IOException {
    WorkerNote note;
    try {
      note = WorkerNote.read(file);
    } catch (IOException e) {
      log.warn("{} cannot be read and is removed: {}", file, e.getMessage());
      Files.deleteIfExists(file);
      return 0;
    }
    boolean thisBoot = note.bootId().equals(LinuxProcess.bootId());
    if (thisBoot && lives(note.agentPid(), note.agentStartTicks())) {
      return 0;
    }
    int killed = thisBoot && isOrphan(note) ? kill(note) : 0;
    WorkerListener.remove(note.socket());
    Files.deleteIfExists(file);
    return killed;
  }

  private static boolean isOrphan(WorkerNote note) {
    return lives(note.pid(), note.startTicks())
        && LinuxProcess.hasVariable(note.pid(), WorkerEnvironment.SOCKET, note.socket().toString());
  }

  private static boolean lives(long pid, long startTicks) {
    return LinuxProcess.startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
  }

  private static int kill(WorkerNote note) {
    Optional<ProcessHandle> orphan = ProcessHandle.of(note.pid());
    orphan.ifPresent(
        handle -> {
          log.warn("worker {} outlived its agent and is killed", note.pid());
          handle.descendants().forEach(ProcessHandle::destroyForcibly);
          handle.destroyForcibly();
        });
    return orphan.isPresent() ? 1 : 0;
  }
}
