package dev.hamlet.cli.installation;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The distribution that this process runs from, and the user's cache folder. */
public final class Installation {

  private static final String TENSORFLOW_WORKER =
      "dev.hamlet.worker.tensorflow.TensorflowWorkerMain";

  private final @Nullable Path home;
  private final Path cache;

  private Installation(@Nullable Path home, Path cache) {
    this.home = home;
    this.cache = cache;
  }

  /**
   * Reads {@code HAMLET_HOME} (set by {@code bin/hamlet}), {@code HAMLET_CACHE}, and {@code
   * XDG_CACHE_HOME}; the cache is {@code ~/.cache/hamlet} without them.
   *
   * @param userHome the user's home folder
   */
  public static Installation from(Map<String, String> environment, Path userHome) {
    String home = environment.get("HAMLET_HOME");
    return new Installation(
        home == null ? null : Path.of(home).toAbsolutePath(),
        cache(environment, userHome).toAbsolutePath());
  }

  /** The cache: trained models, artifacts, extracted native libraries. May be deleted any time. */
  public Path cache() {
    return cache;
  }

  /** A folder of the cache for one purpose. */
  public Path cache(String purpose) {
    return cache.resolve(purpose);
  }

  /** Folder of the distribution; empty if this process was not started from one. */
  public Optional<Path> distribution() {
    return Optional.ofNullable(home);
  }

  /** The program that starts Hamlet. */
  public Path launcher() {
    return existing(home().resolve("bin").resolve("hamlet"));
  }

  /** Command line of the TensorFlow worker. */
  public List<String> tensorflowWorker() {
    Path classes = existing(home().resolve("lib").resolve("worker-tensorflow")).resolve("*");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:-UsePerfData",
        // The slow compiler would work beside the first bursts for seconds, on the same CPU; what
        // is measured is native code, which neither compiler touches.
        "-XX:TieredStopAtLevel=1",
        "-Dorg.bytedeco.javacpp.maxBytes=0",
        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-cp",
        classes.toString(),
        TENSORFLOW_WORKER);
  }

  private Path home() {
    if (home == null) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "HAMLET_HOME is not set: start this command through bin/hamlet of a distribution");
    }
    return home;
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new HamletException(
          ErrorCode.PRECONDITION, path + " is missing: the distribution is not complete");
    }
    return path;
  }

  private static Path cache(Map<String, String> environment, Path userHome) {
    String own = environment.getOrDefault("HAMLET_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (shared.isEmpty() ? userHome.resolve(".cache") : Path.of(shared)).resolve("hamlet");
  }
}
