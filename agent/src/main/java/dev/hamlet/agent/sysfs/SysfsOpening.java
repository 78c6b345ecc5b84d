package dev.hamlet.agent.sysfs;

/** A file that was opened, or why it was not. */
public sealed interface SysfsOpening {

  /**
   * It is open.
   *
   * @param file the file; whoever asked for it closes it
   */
  record Opened(SysfsFile file) implements SysfsOpening {}

  /**
   * It is not open.
   *
   * @param outcome why; never OK
   */
  record Unopened(SysfsOutcome outcome) implements SysfsOpening {}
}
