package dev.hamlet.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the command ended, for scripts. The numbers are part of the interface and never change. */
public enum ExitCode {
  /** Done; for an experiment: every cell converged. */
  OK(0, "done; for an experiment: every cell converged"),
  /** Something failed on the way. */
  FAILURE(1, "something failed; the message says what"),
  /** What the user gave is wrong; mending it helps. */
  BAD_INPUT(2, "wrong arguments, a bad file, or a name that does not exist"),
  /** The experiment ended, but not every cell converged. */
  NOT_CONVERGED(3, "the experiment ended, but at least one cell did not converge"),
  /** The coordinator does not answer. */
  UNREACHABLE(4, "the coordinator cannot be reached"),
  /** Figures that should not be compared. */
  REFUSED(5, "figures that cannot be compared; --force compares them all the same"),
  /** A person pressed Ctrl-C. */
  INTERRUPTED(130, "interrupted (Ctrl-C)");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The process's exit status. */
  public int number() {
    return number;
  }

  /** Every code with its meaning, for the help. */
  public static Map<String, String> help() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(String.valueOf(code.number), code.meaning);
    }
    return meanings;
  }
}
