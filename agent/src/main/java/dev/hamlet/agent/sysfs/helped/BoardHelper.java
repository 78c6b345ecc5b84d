package dev.hamlet.agent.sysfs.helped;

import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.SysfsText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the helper {@code hamlet-board}, which runs as root, for what an agent may not do itself.
 *
 * <p>One request is one line, and so is its answer: {@code ok}, {@code ok TEXT}, or an outcome in
 * lower case. A connection that fails is opened anew with the next request; a helper that is not
 * there refuses everything. Threads: any; requests wait for each other, each for ten seconds at
 * most.
 */
public final class BoardHelper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BoardHelper.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OK = "ok";

  private final Path socket;
  private @Nullable LineConnection connection;
  private boolean warned;

  /** Connects with the first request. */
  public BoardHelper(Path socket) {
    this.socket = socket;
  }

  /** Whether a helper answers. */
  public boolean answers() {
    return ask("hello").filter(answer -> answer.startsWith(OK)).isPresent();
  }

  /** Reads a file that only root may read. */
  public SysfsText read(String path) {
    String answer = ask("read " + path).orElse("");
    return answer.startsWith(OK)
        ? SysfsText.of(answer.substring(OK.length()))
        : SysfsText.none(outcome(answer));
  }

  /** Writes a number to a file that only root may write. */
  public SysfsOutcome write(String path, String number) {
    return outcome(ask("write " + path + " " + number.strip()).orElse(""));
  }

  /** Sets a power mode of nvpmodel; whether that worked. */
  public boolean powerMode(int id) {
    return outcome(ask("mode " + id).orElse("")) == SysfsOutcome.OK;
  }

  @Override
  public synchronized void close() {
    LineConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  private synchronized Optional<String> ask(String request) {
    if (request.contains("\n")) {
      return Optional.empty(); // no file and no number has more than one line
    }
    try {
      LineConnection open = connection;
      if (open == null) {
        open = LineConnection.to(socket);
        connection = open;
      }
      return Optional.of(open.ask(request, PATIENCE));
    } catch (IOException e) {
      close();
      if (!warned) {
        warned = true;
        log.warn("no board helper at {}: {}", socket, e.getMessage());
      }
      return Optional.empty();
    }
  }

  private static SysfsOutcome outcome(String answer) {
    if (answer.equals(OK)) {
      return SysfsOutcome.OK;
    }
    for (SysfsOutcome outcome : SysfsOutcome.values()) {
      if (outcome != SysfsOutcome.OK && outcome.name().toLowerCase(Locale.ROOT).equals(answer)) {
        return outcome;
      }
    }
    return SysfsOutcome.REFUSED;
  }
}
