package dev.hamlet.cli.report;

import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.proto.v1.AuditEntry;
import java.util.List;

/**
 * An entry of the audit log as {@code --json} shows it.
 *
 * @param epochMs when, wall clock of the coordinator, ms
 * @param who a person, or {@code hamlet} for what the coordinator did by itself
 * @param verb what was done
 * @param subject to which experiment or device
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param detail why, or what came of it
 */
public record AuditView(
    long epochMs, String who, String verb, String subject, String outcome, String detail) {

  /** From the wire. */
  public static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.getEpochMs(),
        entry.getWho(),
        entry.getVerb(),
        entry.getSubject(),
        entry.getOutcome(),
        entry.getDetail());
  }

  /** One row for each entry. */
  public static List<String> table(List<AuditView> entries) {
    TextTable table =
        new TextTable(
            List.of(
                Column.text("when"),
                Column.text("who"),
                Column.text("what"),
                Column.text("subject"),
                Column.text("outcome"),
                Column.text("detail")));
    for (AuditView entry : entries) {
      table.row(
          List.of(
              StatusTables.time(entry.epochMs()),
              entry.who(),
              entry.verb(),
              entry.subject(),
              entry.outcome(),
              entry.detail().lines().findFirst().orElse("")));
    }
    return table.lines();
  }
}
