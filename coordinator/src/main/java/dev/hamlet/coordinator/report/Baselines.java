package dev.hamlet.coordinator.report;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.comparison.BaselineRatios;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the cell that another one is compared to: the same point but for what the file names. */
final class Baselines {

  private final Map<String, String> compareTo;
  private final Map<Map<String, String>, CellFigures> cells = new HashMap<>();

  Baselines(Map<String, String> compareTo, List<CellFigures> cells) {
    this.compareTo = compareTo;
    cells.forEach(cell -> this.cells.putIfAbsent(point(cell), cell));
  }

  /** A cell against its baseline; empty for a baseline, and where there is none on the device. */
  Optional<Versus> versus(CellFigures cell) {
    Map<String, String> own = point(cell);
    Map<String, String> wanted = new HashMap<>(own);
    wanted.putAll(compareTo);
    return wanted.equals(own)
        ? Optional.empty()
        : Optional.ofNullable(cells.get(wanted)).map(baseline -> Versus.of(cell, baseline));
  }

  private static Map<String, String> point(CellFigures cell) {
    PlannedCell plan = cell.cell().plan();
    CellSpec spec = plan.spec();
    Map<String, String> point = new HashMap<>(spec.options());
    point.put(Matrix.MODEL, spec.model());
    point.put(Matrix.VARIANT, spec.variant());
    point.put(Matrix.RUNTIME, spec.runtime());
    point.put(Matrix.THREADS, String.valueOf(spec.threads()));
    point.put(Matrix.POWER_MODE, plan.group().powerMode());
    point.put("cores", spec.cores());
    point.put(" device", plan.group().device());
    point.put(" input", spec.inputSet() + " " + spec.inputIndex());
    return point;
  }

  /**
   * A cell against its baseline.
   *
   * @param baseline what it is compared to
   * @param ratios cell over baseline
   * @param refusal why their energies cannot be compared, one sentence; empty if they can
   */
  record Versus(CellFigures baseline, BaselineRatios ratios, Optional<String> refusal) {

    private static Versus of(CellFigures cell, CellFigures baseline) {
      BaselineRatios ratios =
          BaselineRatios.of(cell.trials(), baseline.trials(), cell.policy().level());
      return new Versus(baseline, ratios, refusal(cell, baseline));
    }

    private static Optional<String> refusal(CellFigures cell, CellFigures baseline) {
      List<String> rails = cell.cell().plan().rails();
      List<String> others = baseline.cell().plan().rails();
      if (!rails.equals(others)) {
        return Optional.of(
            "Energies over unequal rails are not compared: %s and %s.".formatted(rails, others));
      }
      List<SensorSettings> settings = new ArrayList<>(cell.settings());
      baseline.settings().stream().filter(it -> !settings.contains(it)).forEach(settings::add);
      return settings.size() < 2
          ? Optional.empty()
          : Optional.of(
              "Energies under unequal sensor settings are not compared: %s."
                  .formatted(String.join(", ", settings.get(0).differences(settings.get(1)))));
    }
  }
}
