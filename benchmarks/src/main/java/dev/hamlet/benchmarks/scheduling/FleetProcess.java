package dev.hamlet.benchmarks.scheduling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of {@link FleetMain}; what it logs goes to a file. */
final class FleetProcess implements AutoCloseable {

  private static final int END_WITHIN_S = 20;

  private final Process process;

  private FleetProcess(Process process) {
    this.process = process;
  }

  /** Starts the boards; they connect in the background. */
  static FleetProcess start(int port, int devices, Path folder) throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (512 + devices / 4) + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FleetMain.class.getName(),
                String.valueOf(port),
                String.valueOf(devices),
                folder.toString()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("fleet.log").toFile());
    return new FleetProcess(builder.start());
  }

  /** CPU time of all boards so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends the boards; idempotent. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
