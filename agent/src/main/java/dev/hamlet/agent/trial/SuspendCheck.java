package dev.hamlet.agent.trial;

import dev.hamlet.common.time.suspend.SuspendedTime;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the host was suspended since a trial began: its clock stood still then, while the board
 * did something else than the trace says.
 */
final class SuspendCheck {

  /** Twice the grain of the kernel's uptime; a suspend takes longer. */
  private static final long LEAST_NS = 50_000_000;

  private final SuspendedTime suspended;
  private final long beforeNs;

  private SuspendCheck(SuspendedTime suspended) {
    this.suspended = suspended;
    this.beforeNs = suspended.suspendedNs();
  }

  static SuspendCheck begin(SuspendedTime suspended) {
    return new SuspendCheck(suspended);
  }

  /** Why the trial is invalid, one sentence; empty if it is not. */
  Optional<String> broken() {
    long sinceNs = suspended.suspendedNs() - beforeNs;
    return sinceNs < LEAST_NS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "the host was suspended for %.2f s during the trial", sinceNs / 1e9));
  }
}
