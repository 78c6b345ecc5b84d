package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.List;

/** Keys of what a file is, and whose. */
public final class MetadataKeys {

  /** Version of the format. */
  public static final Key<String> API_VERSION =
      Key.required(
          "apiVersion", Kinds.word(List.of("hamlet/v1")), "Version of the format.", "hamlet/v1");

  /** Kind of document. */
  public static final Key<String> KIND =
      Key.required(
          "kind", Kinds.word(List.of("Experiment")), "Kind of the document.", "Experiment");

  /** Name of the experiment. */
  public static final Key<String> NAME =
      Key.required(
          "name",
          Kinds.text(
              "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
              "1 to 100 letters, digits, dots, dashes and underscores"),
          "Name of the experiment.",
          "to-compress-tx2");

  /** Whose it is. */
  public static final Key<String> OWNER =
      Key.optional("owner", Kinds.text("a text"), "Whom it belongs to.", "who hands it in", "mia");

  /** Name and owner. */
  public static final Key<YamlMap> METADATA =
      Key.required(
          "metadata",
          Kinds.section(List.of(NAME, OWNER)),
          "What it is called, and whom it belongs to.",
          "{name: to-compress-tx2, owner: mia}");

  private MetadataKeys() {}
}
