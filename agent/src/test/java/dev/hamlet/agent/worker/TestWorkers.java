package dev.hamlet.agent.worker;

import java.util.List;

/** Command lines of test workers, for tests of other packages. */
public final class TestWorkers {

  private TestWorkers() {}

  /** A worker of the runtime {@code fake} that does what it is asked to. */
  public static List<String> wellBehaved() {
    return FakeWorkers.command(FakeWorkerMain.Misdeed.NONE);
  }
}
