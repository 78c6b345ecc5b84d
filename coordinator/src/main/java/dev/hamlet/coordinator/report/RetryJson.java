package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was repeated of a cell, and what was set aside when it was begun anew. */
final class RetryJson {

  private RetryJson() {}

  static void add(ObjectNode node, CellFigures cell) {
    ArrayNode retries = node.putArray("retries");
    cell.trials().forEach(trial -> retry(retries, trial));
    node.put("trials_set_aside", cell.setAside().size());
    ArrayNode aside = node.putArray("set_aside");
    byDevice(cell.setAside()).forEach((device, trials) -> aside(aside.addObject(), device, trials));
  }

  private static void retry(ArrayNode retries, TrialResult trial) {
    TrialRetry retry = trial.retry();
    if (retry != null) {
      ObjectNode node = retries.addObject();
      node.put("trial", trial.trialNumber());
      node.put("retry_of", retry.of());
      node.put("retry_cause", retry.cause().word());
    }
  }

  private static void aside(ObjectNode node, String device, List<TrialResult> trials) {
    node.put("device", device);
    node.put("first_trial", trials.get(0).trialNumber());
    node.put("last_trial", trials.get(trials.size() - 1).trialNumber());
    node.put("trials", trials.size());
    node.put(
        "trials_valid",
        trials.stream().filter(trial -> trial.status() == TrialStatus.VALID).count());
  }

  private static Map<String, List<TrialResult>> byDevice(List<TrialResult> trials) {
    Map<String, List<TrialResult>> byDevice = new LinkedHashMap<>();
    trials.forEach(
        trial -> byDevice.computeIfAbsent(trial.device(), it -> new ArrayList<>()).add(trial));
    return byDevice;
  }
}
