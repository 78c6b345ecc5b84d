package dev.hamlet.agent.worker;

import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;

/** The worker that is printed in the documentation of the protocol keeps the contract. */
@EnabledIf(value = "pythonIsInstalled", disabledReason = "there is no /usr/bin/python3")
class PythonWorkerTest extends ModelWorkerContract {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path PAGE = Path.of("..", "docs", "worker-protocol.md");

  @Override
  ModelWorker open(Path folder) {
    try {
      Path program = Files.writeString(folder.resolve("worker.py"), program());
      Duration limit = Duration.ofSeconds(30);
      WorkerSettings settings =
          new WorkerSettings(
              Map.of("example", List.of(PYTHON.toString(), program.toString())),
              List.of(),
              CpuShares.NONE,
              folder,
              Optional.empty(),
              Optional.empty(),
              new WorkerLimits(limit, limit, limit, limit, Duration.ofMillis(300)));
      return ProcessWorkers.open(settings, new SystemClock()).start("example");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```python\n") + "```python\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  static boolean pythonIsInstalled() {
    return Files.isExecutable(PYTHON);
  }
}
