package dev.hamlet.cli.doctor;

import dev.hamlet.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that was found on a machine.
 *
 * @param role {@code board} or {@code coordinator}
 * @param outcome the worst of the findings
 * @param findings in the order of the checks
 */
public record Diagnosis(String role, Outcome outcome, List<Finding> findings) {

  /** Copies the findings. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Looks at everything; a check that breaks is a finding too. */
  public static Diagnosis of(String role, Map<String, Check> checks) {
    List<Finding> findings = new ArrayList<>();
    checks.forEach((name, check) -> findings.addAll(look(name, check)));
    return new Diagnosis(role, worst(findings), findings);
  }

  /** For people: one line a finding, and one below it for what is to be done. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int width = findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
    for (Finding finding : findings) {
      String check = finding.check() + " ".repeat(width - finding.check().length());
      lines.add("%-4s  %s  %s".formatted(finding.outcome().word(), check, finding.found()));
      if (!finding.mend().isEmpty()) {
        lines.add(" ".repeat(8 + width) + "-> " + finding.mend());
      }
    }
    lines.add("");
    lines.add(
        "%s: %d ok, %d warn, %d fail"
            .formatted(role, count(Outcome.OK), count(Outcome.WARN), count(Outcome.FAIL)));
    return lines;
  }

  private long count(Outcome wanted) {
    return findings.stream().filter(finding -> finding.outcome() == wanted).count();
  }

  private static List<Finding> look(String name, Check check) {
    try {
      return check.look();
    } catch (RuntimeException e) {
      return List.of(
          Finding.fail(
              name,
              Failure.of(e).sentence(),
              "look at what it names; if that is as it should be, report it with what --debug shows"));
    }
  }

  private static Outcome worst(List<Finding> findings) {
    return findings.stream().map(Finding::outcome).max(Enum::compareTo).orElse(Outcome.OK);
  }
}
