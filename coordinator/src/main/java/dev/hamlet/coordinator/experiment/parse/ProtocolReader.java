package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.ProtocolChange;
import dev.hamlet.coordinator.experiment.schema.ProtocolKeys;
import java.util.List;
import java.util.Optional;

/**
 * The sections that change a protocol: {@code warm_up}, {@code idle}, {@code burst}, {@code gate}.
 */
final class ProtocolReader {

  private ProtocolReader() {}

  /** What the sections of a map say: the file's own, or those of an override. */
  static ProtocolChange read(YamlMap map, NodeReader reader) {
    Optional<YamlMap> warmUp = ProtocolKeys.WARM_UP.in(map, reader);
    Optional<YamlMap> idle = ProtocolKeys.IDLE.in(map, reader);
    Optional<YamlMap> burst = ProtocolKeys.BURST.in(map, reader);
    Optional<YamlMap> gate = ProtocolKeys.GATE.in(map, reader);
    ProtocolChange change =
        new ProtocolChange(
            ProtocolKeys.SECONDS.in(warmUp, reader),
            ProtocolKeys.INFERENCES.in(warmUp, reader),
            ProtocolKeys.SECONDS.in(idle, reader),
            ProtocolKeys.SECONDS.in(burst, reader),
            ProtocolKeys.INFERENCES.in(burst, reader),
            ProtocolKeys.TEMPERATURE_WITHIN_C.in(gate, reader),
            ProtocolKeys.GATE_TIMEOUT.in(gate, reader),
            ProtocolKeys.FOREIGN_CPU_MAX.in(gate, reader),
            ProtocolKeys.ABORT_ABOVE_C.in(gate, reader));
    List.of(warmUp, idle, burst, gate).forEach(section -> section.ifPresent(YamlMap::refuseRest));
    return change;
  }
}
