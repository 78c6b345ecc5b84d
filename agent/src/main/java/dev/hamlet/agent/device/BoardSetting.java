package dev.hamlet.agent.device;

/** What a board was set to for a while. */
@FunctionalInterface
public interface BoardSetting extends AutoCloseable {

  /** Gives back what was changed. Does not throw: what cannot be given back stands in the log. */
  @Override
  void close();
}
