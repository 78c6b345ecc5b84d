package dev.hamlet.agent.simulation;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.artifact.ChunkSource;
import dev.hamlet.agent.lease.LoadRequests;
import dev.hamlet.agent.simulation.disk.BoardDisk;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the agent of a simulated board keeps its files: artifacts, and telemetry that waits for a
 * link. They outlive it.
 *
 * <p>Boards whose disks never fill share one folder of artifacts: copies for thousands of them
 * would show nothing. One whose disk may fill has a {@link BoardDisk} and artifacts of its own.
 *
 * @param spool where its telemetry goes after a long cut
 * @param requests brings artifacts; asked once by each life of the agent
 * @param fill leaves no room on its disk for a while
 */
record BoardFiles(Path spool, Supplier<LoadRequests> requests, Consumer<Duration> fill) {

  /**
   * Beside those of others.
   *
   * @param requests of all of them
   */
  static BoardFiles shared(Path folder, String name, LoadRequests requests) {
    return new BoardFiles(
        folder.resolve(name + ".spool"),
        () -> requests,
        duration -> {
          throw new IllegalStateException(name + " has no disk of its own that could be full");
        });
  }

  /**
   * On a disk of its own.
   *
   * @param source where artifacts come from
   */
  static BoardFiles own(
      Path folder, String name, ChunkSource source, MonotonicClock clock, Waiter waiter) {
    BoardDisk disk = new BoardDisk(folder.resolve("boards").resolve(name), clock);
    ArtifactStore store = new ArtifactStore(disk.root().resolve("artifacts"));
    return new BoardFiles(
        disk.root().resolve("telemetry.spool"),
        () ->
            new LoadRequests(
                store, new ArtifactFetcher(store, source, clock, waiter, new Random())),
        disk::fill);
  }
}
