package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.statistics.ClassFigures;
import dev.hamlet.common.statistics.ClassificationMetrics;
import dev.hamlet.coordinator.store.EvaluationRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which (artifact, runtime) pairs of an experiment have been evaluated, and by which lease the rest
 * is being evaluated: each once, on one matching device; the others reuse it. Loop only.
 */
public final class EvaluationBook {

  private record Subject(String artifact, String runtime) {}

  private final int inputs;
  private final Set<Subject> done = new HashSet<>();
  private final Map<Subject, Long> asked = new HashMap<>();

  EvaluationBook(int inputs, List<EvaluationRecord> stored) {
    this.inputs = inputs;
    stored.stream()
        .filter(EvaluationRecord::succeeded)
        .forEach(record -> done.add(new Subject(record.artifact(), record.runtime())));
  }

  /** What a new lease should evaluate for its cells; nobody else is asked while it is open. */
  public List<EvaluationSpec> ask(Collection<CellSpec> cells, long fencingToken) {
    Map<Subject, EvaluationSpec> wanted = new LinkedHashMap<>();
    for (CellSpec cell : cells) {
      Subject subject = new Subject(cell.artifact(), cell.runtime());
      if (!done.contains(subject) && asked.putIfAbsent(subject, fencingToken) == null) {
        wanted.put(
            subject,
            new EvaluationSpec(
                cell.artifact(), cell.runtime(), cell.inputSet(), inputs, cell.threads()));
      }
    }
    return List.copyOf(wanted.values());
  }

  /** What a lease did not get to may be asked of another. */
  public void leaseEnded(long fencingToken) {
    asked.values().removeIf(token -> token == fencingToken);
  }

  /** Notes a report that was stored; one that failed may be asked of another lease. */
  public void stored(EvaluationRecord record) {
    Subject subject = new Subject(record.artifact(), record.runtime());
    if (record.succeeded()) {
      done.add(subject);
      asked.remove(subject);
    }
  }

  /** The record of a report: figures, or why there are none. */
  public static EvaluationRecord record(
      String experimentId, String device, EvaluationReport report, long epochMs) {
    try {
      return report.error().isEmpty()
          ? figures(experimentId, device, report, epochMs)
          : failed(experimentId, device, report, report.error(), epochMs);
    } catch (IllegalArgumentException e) {
      return failed(experimentId, device, report, "no figures: " + e.getMessage(), epochMs);
    }
  }

  private static EvaluationRecord failed(
      String experimentId, String device, EvaluationReport report, String error, long epochMs) {
    return EvaluationRecord.failed(
        experimentId, report.artifact(), report.runtime(), device, error, epochMs);
  }

  private static EvaluationRecord figures(
      String experimentId, String device, EvaluationReport report, long epochMs) {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(
            ints(report.labels()), ints(report.predictions()), report.classes());
    ClassFigures macro = metrics.macro();
    return new EvaluationRecord(
        experimentId,
        report.artifact(),
        report.runtime(),
        device,
        report.predictions().size(),
        metrics.accuracy(),
        macro.precision(),
        macro.recall(),
        macro.f1(),
        "",
        epochMs);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
