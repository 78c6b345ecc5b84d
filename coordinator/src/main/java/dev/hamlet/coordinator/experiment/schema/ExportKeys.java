package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.List;

/** Keys of where an experiment's data goes besides the coordinator. */
public final class ExportKeys {

  private static final int MOST_RAILS = 32;

  /** Address of a server. */
  public static final Key<String> REMOTE_WRITE_URL =
      Key.required(
          "url",
          Kinds.text(
              "https?://[^/@\\s]+(/[^\\s]*)?", "an address with http or https, without a password"),
          "Address for remote write 1.0, as the coordinator reaches it.",
          "http://prometheus:9090/api/v1/write");

  /** Which rails. */
  public static final Key<List<String>> REMOTE_WRITE_RAILS =
      Key.optional(
          "rails",
          Kinds.list(Kinds.text("names of rails"), MOST_RAILS),
          "Rails whose samples are written.",
          "all",
          "[VDD_IN]");

  /** Raw traces. */
  public static final Key<YamlMap> REMOTE_WRITE =
      Key.optional(
          "remote_write",
          Kinds.section(List.of(REMOTE_WRITE_URL, REMOTE_WRITE_RAILS)),
          "Writes the raw power samples of each valid trial to a Prometheus, soon after the trial is"
              + " stored; see docs/traces.md.",
          "nothing is written",
          "{url: \"http://prometheus:9090/api/v1/write\", rails: [VDD_IN]}");

  /** What goes out. */
  public static final Key<YamlMap> EXPORT =
      Key.optional(
          "export",
          Kinds.section(List.of(REMOTE_WRITE)),
          "Where data goes besides the coordinator.",
          "",
          "{remote_write: {url: \"http://prometheus:9090/api/v1/write\"}}");

  private ExportKeys() {}
}
