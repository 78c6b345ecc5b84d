package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.coordinator.store.ExperimentRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document {@code results.json}; its schema is in {@code docs/results.md}. */
public final class ResultsDocument {

  /** Name and version of the schema: names are only ever added to a version. */
  public static final String SCHEMA = "hamlet.results/v1";

  private ResultsDocument() {}

  /** The document as text, UTF-8 when written. */
  public static String build(ResultsData data) {
    ObjectNode root = Json.object();
    root.put("schema", SCHEMA);
    experiment(root.putObject("experiment"), data.experiment());
    List<CellFigures> cells = data.figures();
    ArrayNode cellNodes = root.putArray("cells");
    Baselines baselines = new Baselines(data.file().compareTo(), cells);
    for (CellFigures cell : cells) {
      ObjectNode node = cellNodes.addObject();
      CellJson.cell(node, cell, baselines);
      ExternalMeterJson.add(node, data.readings(), cell);
    }
    ArrayNode groupNodes = root.putArray("groups");
    pooled(cells).forEach(group -> CellJson.group(groupNodes.addObject(), group, baselines));
    ProvenanceJson.provenance(root.putObject("provenance"), data);
    return Json.text(root);
  }

  /** Cells that differ in nothing but the device, together. */
  static List<List<CellFigures>> pooled(List<CellFigures> cells) {
    Map<List<Object>, List<CellFigures>> groups = new LinkedHashMap<>();
    for (CellFigures cell : cells) {
      var plan = cell.cell().plan();
      var spec = plan.spec();
      List<Object> key =
          List.of(
              spec.model(),
              spec.variant(),
              spec.artifact(),
              spec.runtime(),
              spec.threads(),
              plan.group().powerMode(),
              spec.inputSet(),
              spec.inputIndex(),
              spec.options(),
              spec.cores(),
              plan.energyRails());
      groups.computeIfAbsent(key, it -> new ArrayList<>()).add(cell);
    }
    return List.copyOf(groups.values());
  }

  private static void experiment(ObjectNode node, ExperimentRecord experiment) {
    node.put("id", experiment.id());
    node.put("name", experiment.name());
    node.put("owner", experiment.owner());
    node.put("seed", experiment.seed());
    node.put("state", experiment.state().word());
    node.put("reason", experiment.reason());
    Json.instant(node, "submitted_at", experiment.submittedEpochMs());
    Json.instant(node, "started_at", experiment.startedEpochMs());
    Json.instant(node, "finished_at", experiment.finishedEpochMs());
  }
}
