package dev.hamlet.dist.chaos;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to a fleet, and what came of it. */
final class ChaosTally {

  private final long seed;
  private final Map<ChaosFault, Integer> faults = new EnumMap<>(ChaosFault.class);
  private final List<Double> roundSeconds = new ArrayList<>();
  private final Map<String, Integer> trials = new TreeMap<>();
  private Map<String, Long> scripted = Map.of();
  private int coordinatorKills;
  private int agentKills;
  private int endedByThemselves;
  private int releases;
  private int leasesGivenAgain;
  private int struckAtWork;
  private double joulesRatio = Double.NaN;

  ChaosTally(long seed) {
    this.seed = seed;
  }

  /** Processes that were killed with -9. */
  void killed(int coordinators, int agents) {
    coordinatorKills += coordinators;
    agentKills += agents;
  }

  /** A fault begins. */
  void strikes(boolean whileMeasuring) {
    struckAtWork += whileMeasuring ? 1 : 0;
  }

  /** A process ended without being killed. */
  void endedByItself() {
    endedByThemselves++;
  }

  /** A quarantined device was let work again. */
  void released() {
    releases++;
  }

  /** What the agents' own script did. */
  void scripted(Map<String, Long> counts) {
    scripted = counts;
  }

  /** Joules in the counters of devices over those in the telemetry log. */
  void joules(double ratio) {
    joulesRatio = ratio;
  }

  /** A round is over, and all is as it should be. */
  void round(ChaosPlan plan, double seconds, RoundResults results) {
    plan.steps().forEach(step -> faults.merge(step.fault(), 1, Integer::sum));
    roundSeconds.add(seconds);
    results.trialsByStatus().forEach((status, n) -> trials.merge(status, n, Integer::sum));
    leasesGivenAgain += results.leases() - ChaosFleet.DEVICES;
  }

  /** Writes the figures; rounds that failed are none of them. */
  void write(Path file) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seed", seed);
    figures.put("rounds", roundSeconds.size());
    figures.put("faults", faults);
    figures.put("faults_while_measuring", struckAtWork);
    figures.put("faults_of_the_script", scripted);
    figures.put("coordinator_kills", coordinatorKills);
    figures.put("agent_process_kills", agentKills);
    figures.put("ended_by_themselves", endedByThemselves);
    figures.put("devices_released", releases);
    figures.put("leases_given_again", leasesGivenAgain);
    figures.put("trials", trials);
    figures.put("trials_lost", 0);
    figures.put("trials_double", 0);
    figures.put("joules_counted_over_logged", joulesRatio);
    figures.put("seconds", sum());
    figures.put("round_seconds_median", median());
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), figures);
  }

  private double sum() {
    return roundSeconds.stream().mapToDouble(Double::doubleValue).sum();
  }

  private double median() {
    List<Double> sorted = new ArrayList<>(roundSeconds);
    Collections.sort(sorted);
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
