package dev.hamlet.agent.trial;

/** Looks once when it begins, and then whenever a test says so. */
public final class FakePolling implements Polling {

  private Runnable look = () -> {};
  private boolean open;

  @Override
  public Poll every(long periodNs, Runnable newLook) {
    look = newLook;
    open = true;
    newLook.run();
    return () -> open = false;
  }

  /** Looks now, also after the looking was ended: a look may be under way then. */
  public void look() {
    look.run();
  }

  /** Whether the looking goes on. */
  public boolean open() {
    return open;
  }
}
