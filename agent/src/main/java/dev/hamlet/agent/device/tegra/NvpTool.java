package dev.hamlet.agent.device.tegra;

import dev.hamlet.common.cpu.SystemTool;

/** The program {@code nvpmodel} of the board. */
@FunctionalInterface
public interface NvpTool {

  /** There is no such program: a mode's files are written by the agent. */
  NvpTool NONE = id -> false;

  /** The program of this system, if it is installed. */
  NvpTool SYSTEM = id -> SystemTool.succeeds("nvpmodel", "-m", Integer.toString(id));

  /**
   * Sets a mode.
   *
   * @return whether it did; false also where it is not installed
   */
  boolean sets(int id);
}
