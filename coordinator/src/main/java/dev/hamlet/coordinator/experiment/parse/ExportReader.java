package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.RemoteWrite;
import dev.hamlet.coordinator.experiment.schema.ExportKeys;
import java.util.List;
import java.util.Optional;

/** Section {@code export}. */
final class ExportReader {

  private ExportReader() {}

  static Optional<RemoteWrite> read(YamlMap root, NodeReader reader) {
    Optional<YamlMap> export = ExportKeys.EXPORT.in(root, reader);
    Optional<YamlMap> section = ExportKeys.REMOTE_WRITE.in(export, reader);
    Optional<RemoteWrite> read = section.flatMap(map -> remoteWrite(map, reader));
    section.ifPresent(YamlMap::refuseRest);
    export.ifPresent(YamlMap::refuseRest);
    return read;
  }

  private static Optional<RemoteWrite> remoteWrite(YamlMap section, NodeReader reader) {
    List<String> rails = ExportKeys.REMOTE_WRITE_RAILS.in(section, reader).orElse(List.of());
    return ExportKeys.REMOTE_WRITE_URL.in(section, reader).map(url -> new RemoteWrite(url, rails));
  }
}
