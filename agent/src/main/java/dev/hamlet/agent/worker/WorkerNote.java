package dev.hamlet.agent.worker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * What an agent notes of a worker when it starts it, for its own next life.
 *
 * @param pid the worker, or the launcher in front of it
 * @param startTicks when that process started
 * @param agentPid the agent
 * @param agentStartTicks when the agent started
 * @param bootId the boot of the machine
 * @param socket the socket that the worker was told
 */
record WorkerNote(
    long pid, long startTicks, long agentPid, long agentStartTicks, String bootId, Path socket) {

  private static final String SUFFIX = ".worker";

  static WorkerNote of(long pid, Path socket) {
    long agentPid = ProcessHandle.current().pid();
    return new WorkerNote(
        pid, ticks(pid), agentPid, ticks(agentPid), LinuxProcess.bootId(), socket);
  }

  static boolean isNote(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  static WorkerNote read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return new WorkerNote(
          number(properties, "pid"),
          number(properties, "start_ticks"),
          number(properties, "agent_pid"),
          number(properties, "agent_start_ticks"),
          properties.getProperty("boot_id", ""),
          Path.of(properties.getProperty("socket", "")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not a note of a worker", e);
    }
  }

  /** Writes the note aside and renames it; returns the file. */
  Path write(Path folder) throws IOException {
    String text =
        """
        pid=%d
        start_ticks=%d
        agent_pid=%d
        agent_start_ticks=%d
        boot_id=%s
        socket=%s
        """
            .formatted(pid, startTicks, agentPid, agentStartTicks, bootId, socket);
    Files.createDirectories(folder);
    Path file = folder.resolve(pid + SUFFIX);
    Path aside = folder.resolve(pid + SUFFIX + ".part");
    Files.writeString(aside, text);
    return Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long number(Properties properties, String name) {
    return Long.parseLong(properties.getProperty(name, ""));
  }

  private static long ticks(long pid) {
    return LinuxProcess.startTicks(pid).orElse(-1L);
  }
}
