package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.dist.AlertmanagerCheck.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Which alerts silence which, in a real Alertmanager with the configuration of the repository. */
class InhibitionIT {

  private static final String COORDINATOR = "HamletCoordinatorDown";
  private static final String FLEET = "HamletFleetUnheard";
  private static final String AGENT = "HamletAgentDown";
  private static final String DROPPED = "HamletSamplesDropped";
  private static final String HOT = "HamletDeviceHot";
  private static final String EXPERIMENT = "HamletExperimentStuck";
  private static final String STORE = "HamletStoreNearlyFull";
  private static final long WITHIN_S = 30;

  private final AlertmanagerCheck alertmanager;

  InhibitionIT(@TempDir Path folder) throws IOException {
    alertmanager = AlertmanagerCheck.start(folder);
  }

  @AfterEach
  void stop() {
    alertmanager.close();
  }

  @Test
  void coordinatorThatIsDown_silencesAllThatItSaidOfBoardsAndExperiments() throws Exception {
    raise(COORDINATOR, FLEET, AGENT, HOT, EXPERIMENT, STORE);
    assertHeard(Set.of(new Alert(COORDINATOR, ""), new Alert(STORE, "")));
  }

  @Test
  void fleetThatIsUnheard_silencesTheTicketsOfItsBoards() throws Exception {
    raise(FLEET, AGENT, HOT, EXPERIMENT);
    assertHeard(Set.of(new Alert(FLEET, ""), new Alert(EXPERIMENT, "")));
  }

  @Test
  void boardThatIsDown_silencesWhatCannotBeJudgedOfItAlone() throws Exception {
    raise(AGENT, DROPPED, HOT);
    alertmanager.raise(List.of(labels(DROPPED, "tx2-2")));
    assertHeard(
        Set.of(new Alert(AGENT, "tx2-1"), new Alert(HOT, "tx2-1"), new Alert(DROPPED, "tx2-2")));
  }

  /** Until these are heard, and no others. */
  private void assertHeard(Set<Alert> wanted) {
    var unused =
        Eventually.get(
            WITHIN_S, () -> heard().equals(wanted) ? true : null, () -> "heard are " + heard());
    assertThat(heard()).isEqualTo(wanted);
  }

  private Set<Alert> heard() {
    try {
      return alertmanager.heard();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void raise(String... names) throws Exception {
    var unused =
        Eventually.get(WITHIN_S, () -> alertmanager.isUp() ? true : null, () -> "does not start");
    List<Map<String, String>> alerts = new ArrayList<>();
    for (String name : names) {
      alerts.add(labels(name, "tx2-1"));
    }
    alertmanager.raise(alerts);
  }

  /** The labels that the rule of the alert gives; those about boards have a device. */
  @SuppressWarnings("unchecked") // the file's structure, which promtool checks
  private static Map<String, String> labels(String name, String device) throws IOException {
    String text = Files.readString(Expressions.rules().resolve("alerts.yml"));
    var document =
        (Map<String, List<Map<String, Object>>>)
            new Load(LoadSettings.builder().build()).loadFromString(text);
    for (var group : document.getOrDefault("groups", List.of())) {
      for (var rule : (List<Map<String, Object>>) group.getOrDefault("rules", List.of())) {
        if (name.equals(rule.get("alert"))) {
          Map<String, String> labels =
              new HashMap<>((Map<String, String>) rule.getOrDefault("labels", Map.of()));
          labels.put("alertname", name);
          if (Set.of("agent", "device").contains(labels.getOrDefault("scope", ""))) {
            labels.put("device", device);
          }
          return labels;
        }
      }
    }
    throw new IllegalStateException("no alert " + name);
  }
}
