package dev.hamlet.agent.log;

/**
 * What the agent and its workers logged last. Threads: any.
 *
 * @param agent lines of the agent itself
 * @param worker lines that workers printed, of all of them in turn
 */
public record AgentLogs(LastLines agent, LastLines worker) {

  private static final int MOST_BYTES_EACH = 31 * 1024;

  /** Nothing logged yet. */
  public AgentLogs() {
    this(new LastLines(), new LastLines());
  }

  /** Both, at most 64 KiB of UTF-8. */
  public String text() {
    return "--- agent\n"
        + agent.text(MOST_BYTES_EACH)
        + "--- worker\n"
        + worker.text(MOST_BYTES_EACH);
  }
}
