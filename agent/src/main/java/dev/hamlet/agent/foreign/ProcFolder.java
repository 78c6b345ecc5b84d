package dev.hamlet.agent.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of {@code proc} that say who used the CPUs. What cannot be read is not there. */
final class ProcFolder {

  private static final int MOST_PROCESSES = 10_000;

  private final Path proc;

  /** Reads under what stands for {@code /}. */
  ProcFolder(Path root) {
    this.proc = root.resolve("proc");
  }

  Optional<CpuTimes> cpuTimes() {
    return text(proc.resolve("stat")).flatMap(text -> CpuTimes.parse(List.of(text.split("\n"))));
  }

  Optional<ProcessTimes> process(long pid) {
    return text(proc.resolve(pid + "/stat")).flatMap(ProcessTimes::parse);
  }

  /** Every process by id; one file is read for each. */
  Map<Long, ProcessTimes> processes() {
    Map<Long, ProcessTimes> processes = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : found) {
        if (processes.size() < MOST_PROCESSES) {
          text(folder.resolve("stat"))
              .flatMap(ProcessTimes::parse)
              .ifPresent(process -> processes.put(process.pid(), process));
        }
      }
    } catch (IOException ignored) {
      // no proc: nobody is seen
    }
    return processes;
  }

  /** The command line of a process, its words parted by spaces. */
  String commandLine(long pid) {
    return text(proc.resolve(pid + "/cmdline")).orElse("").replace('\0', ' ');
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException ignored) {
      return Optional.empty(); // the process has ended, or belongs to somebody else
    }
  }
}
