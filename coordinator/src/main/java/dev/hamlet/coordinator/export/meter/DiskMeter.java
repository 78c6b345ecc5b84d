package dev.hamlet.coordinator.export.meter;

import dev.hamlet.common.time.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Room on the disk of the coordinator's data, and how much of it is whose. Folders are walked once
 * a minute at most. What cannot be read is not known. Threads: any, one at a time.
 */
public final class DiskMeter {

  private static final Duration WALK_EVERY = Duration.ofMinutes(1);

  private final Path data;
  private final Path store;
  private final Path artifacts;
  private final MonotonicClock clock;
  private long walkedNs;
  private double storeBytes = Double.NaN;
  private double artifactBytes = Double.NaN;
  private boolean walked;

  /**
   * @param data folder that all of it lies in
   * @param store file of the store; its journals lie beside it and begin with its name
   * @param artifacts folder of the artifacts
   */
  public DiskMeter(Path data, Path store, Path artifacts, MonotonicClock clock) {
    this.data = data;
    this.store = store;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /**
   * Bytes; NaN where not known.
   *
   * @param storeBytes of the store with its journals
   * @param artifactBytes of the artifacts
   * @param freeBytes of the disk, for us
   * @param sizeBytes of the disk
   */
  public record Figures(
      double storeBytes, double artifactBytes, double freeBytes, double sizeBytes) {}

  /** How it is. */
  public synchronized Figures figures() {
    if (!walked || clock.monotonicNs() - walkedNs > WALK_EVERY.toNanos()) {
      walked = true;
      walkedNs = clock.monotonicNs();
      String name = store.getFileName().toString();
      storeBytes = bytes(data, 1, name);
      artifactBytes = bytes(artifacts, Integer.MAX_VALUE, "");
    }
    try {
      FileStore disk = Files.getFileStore(data);
      return new Figures(storeBytes, artifactBytes, disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException ignored) {
      return new Figures(storeBytes, artifactBytes, Double.NaN, Double.NaN); // shows as a hole
    }
  }

  private static double bytes(Path folder, int depth, String prefix) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .mapToLong(DiskMeter::size)
          .sum();
    } catch (IOException | UncheckedIOException ignored) {
      return Double.NaN; // shows as a hole
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException ignored) {
      return 0; // deleted meanwhile
    }
  }
}
