package dev.hamlet.common.worker;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent tells a worker through its environment.
 *
 * @param socket Unix socket on which the agent listens; {@value #SOCKET}
 * @param activity ring of activity edges to publish to; {@value #ACTIVITY}
 * @param cache folder for extracted native libraries; {@value #CACHE}
 */
public record WorkerEnvironment(Path socket, Optional<Path> activity, Optional<Path> cache) {

  /** Variable that names the socket. */
  public static final String SOCKET = "HAMLET_WORKER_SOCKET";

  /** Variable that names the ring of activity edges. */
  public static final String ACTIVITY = "HAMLET_WORKER_ACTIVITY";

  /** Variable that names the cache folder. */
  public static final String CACHE = "HAMLET_CACHE";

  /** Reads the environment of a worker; fails with a sentence if it names no socket. */
  public static WorkerEnvironment of(Map<String, String> environment) {
    Path socket =
        path(environment, SOCKET)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.INVALID_INPUT,
                        SOCKET + " is not set: a worker is started by an agent, not by hand"));
    return new WorkerEnvironment(socket, path(environment, ACTIVITY), path(environment, CACHE));
  }

  /** Writes itself into the environment of a process to be started. */
  public void into(Map<String, String> environment) {
    environment.put(SOCKET, socket.toString());
    put(environment, ACTIVITY, activity);
    put(environment, CACHE, cache);
  }

  private static void put(Map<String, String> environment, String name, Optional<Path> path) {
    path.ifPresentOrElse(
        present -> environment.put(name, present.toString()), () -> environment.remove(name));
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(path -> !path.isEmpty()).map(Path::of);
  }
}
