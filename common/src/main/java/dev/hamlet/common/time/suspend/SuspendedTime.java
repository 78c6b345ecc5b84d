package dev.hamlet.common.time.suspend;

/**
 * How long the host has been suspended since its boot: its monotonic clock stood still for so long.
 * Only differences mean something, as a container may see another uptime than its host.
 */
@FunctionalInterface
public interface SuspendedTime {

  /** A host that is never suspended, or does not say so. */
  SuspendedTime NONE = () -> 0;

  /** In ns, to about ten milliseconds; may shrink by as much. Never blocks for long. */
  long suspendedNs();
}
