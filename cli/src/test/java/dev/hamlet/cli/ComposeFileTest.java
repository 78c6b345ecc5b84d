package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/compose} and what it mounts: no container runs here, but what they name exists. */
class ComposeFileTest {

  private static final Object COMPOSE = DeployFiles.yaml("compose/compose.yaml");

  @TempDir private Path folder;

  @Test
  void everyService_hasAPinnedImageAHealthCheckAndComesBack() {
    assertThat(services())
        .containsOnlyKeys(
            "coordinator", "twin-1", "twin-2", "prometheus", "alertmanager", "grafana");
    services()
        .forEach(
            (name, service) -> {
              assertThat(String.valueOf(DeployFiles.at(service, "image")))
                  .as(name)
                  .matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
              assertThat(DeployFiles.texts(DeployFiles.at(service, "healthcheck", "test")))
                  .as(name)
                  .startsWith("CMD");
              assertThat(DeployFiles.at(service, "restart")).isEqualTo("unless-stopped");
            });
  }

  @Test
  void everyMount_isAFileOfThisRepositoryOrADeclaredVolume() {
    Set<String> declared = keys(DeployFiles.at(COMPOSE, "volumes"));
    Set<String> used = new TreeSet<>();
    for (Object service : services().values()) {
      for (String mount : DeployFiles.texts(DeployFiles.at(service, "volumes"))) {
        String source = mount.split(":")[0];
        if (source.startsWith("..")) {
          assertThat(DeployFiles.FOLDER.resolve("compose").resolve(source)).exists();
          assertThat(mount).endsWith(":ro");
        } else {
          used.add(source);
        }
      }
    }
    assertThat(used).isEqualTo(declared);
  }

  @Test
  void everyCommandOfOurs_hasOptionsThatTheVerbHas() {
    for (String name : List.of("coordinator", "twin-1", "twin-2")) {
      List<String> command = DeployFiles.texts(DeployFiles.at(service(name), "command"));
      String help = help(command.get(0));
      command.stream()
          .skip(1)
          .map(option -> option.split("=")[0])
          .forEach(option -> assertThat(help).contains(option));
      if (service(name) instanceof Map<?, ?> service
          && service.get("environment") instanceof Map<?, ?> environment) {
        environment.keySet().forEach(key -> assertThat(help).contains(String.valueOf(key)));
      }
    }
  }

  @Test
  void ports_areTheCoordinatorsAndForThisMachineOnly() {
    assertThat(DeployFiles.texts(DeployFiles.at(service("coordinator"), "ports")))
        .containsExactly("127.0.0.1:7400:7400", "127.0.0.1:7480:7480");
    assertThat(help("coordinator")).contains("Default: 7400", "Default: 7480");
    for (String name : List.of("prometheus", "alertmanager", "grafana")) {
      assertThat(DeployFiles.texts(DeployFiles.at(service(name), "ports")))
          .allMatch(port -> port.startsWith("127.0.0.1:"));
    }
  }

  @Test
  void everyVariableOfTheExample_isOneOfTheComposeFileWithTheSameDefault() {
    String compose = DeployFiles.text("compose/compose.yaml");
    DeployFiles.text("compose/.env.example")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(pair -> assertThat(compose).contains("${" + pair[0] + ":-" + pair[1] + "}"));
  }

  @Test
  void whoeverSomebodyDependsOn_isThere() {
    services()
        .forEach(
            (name, service) -> {
              if (service instanceof Map<?, ?> map && map.containsKey("depends_on")) {
                assertThat(services().keySet()).containsAll(keys(map.get("depends_on")));
              }
            });
  }

  @Test
  void prometheus_scrapesAsOftenAsGrafanaThinksAndKnowsTheServices() {
    Object prometheus = DeployFiles.yaml("prometheus/prometheus.yml");
    Object source = DeployFiles.yaml("../grafana/provisioning/datasources/prometheus.yaml");
    Object first = ((List<?>) DeployFiles.at(source, "datasources")).get(0);
    assertThat(DeployFiles.at(prometheus, "global", "scrape_interval"))
        .isEqualTo(DeployFiles.at(first, "jsonData", "timeInterval"));
    assertThat(DeployFiles.at(prometheus, "storage", "tsdb", "out_of_order_time_window"))
        .isEqualTo("2h");
    String text = DeployFiles.text("prometheus/prometheus.yml");
    assertThat(text).contains("coordinator:7480", "alertmanager:9093");
    assertThat(DeployFiles.FOLDER.resolve("prometheus/rules")).isDirectory();
  }

  @Test
  void images_areMadeOfWhatTheBuildMakes() {
    String dockerfile = DeployFiles.text("docker/Dockerfile");
    for (String name : List.of("coordinator", "twin-1")) {
      Object build = DeployFiles.at(service(name), "build");
      assertThat(DeployFiles.FOLDER.resolve("compose").resolve(text(build, "context")).normalize())
          .isEqualTo(DeployFiles.ROOT);
      assertThat(DeployFiles.ROOT.resolve(text(build, "dockerfile"))).exists();
      assertThat(dockerfile).contains("AS " + text(build, "target") + "\n");
    }
    List<String> folders = List.of("bin", "lib/core", "lib/models");
    assertThat(folders)
        .allMatch(path -> dockerfile.contains("deploy/dist/target/hamlet/" + path + " "));
    assertThat(Files.isDirectory(DeployFiles.FOLDER.resolve("dist/src/dist/bin"))).isTrue();
    assertThat(dockerfile.lines().filter(line -> line.startsWith("FROM")))
        .noneMatch(line -> line.contains(":latest"));
  }

  private String help(String verb) {
    CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
    assertThat(hamlet.run(verb, "--help")).isZero();
    return hamlet.out();
  }

  private static String text(Object yaml, String key) {
    return String.valueOf(DeployFiles.at(yaml, key));
  }

  private static Object service(String name) {
    return DeployFiles.at(COMPOSE, "services", name);
  }

  private static Map<String, Object> services() {
    return ((Map<?, ?>) DeployFiles.at(COMPOSE, "services"))
        .entrySet().stream()
            .collect(
                Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
  }

  private static Set<String> keys(Object yaml) {
    return ((Map<?, ?>) yaml)
        .keySet().stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }
}
