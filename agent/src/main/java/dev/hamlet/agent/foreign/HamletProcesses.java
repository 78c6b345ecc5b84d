package dev.hamlet.agent.foreign;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which processes are Hamlet's: this agent, every Java process that runs a class of Hamlet (other
 * agents of the host, a local coordinator), and all that descend from them: workers, whatever a
 * launcher starts, the loops that keep CPUs awake.
 */
final class HamletProcesses {

  private static final String JAVA = "java";
  private static final String CLASSES = "dev.hamlet.";

  private HamletProcesses() {}

  static Set<Long> of(Map<Long, ProcessTimes> processes, long agentPid, ProcFolder proc) {
    Set<Long> own = new HashSet<>();
    own.add(agentPid);
    for (ProcessTimes process : processes.values()) {
      if (process.name().equals(JAVA) && proc.commandLine(process.pid()).contains(CLASSES)) {
        own.add(process.pid());
      }
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ProcessTimes process : processes.values()) {
        grown |= own.contains(process.parent()) && own.add(process.pid());
      }
    }
    return own;
  }
}
