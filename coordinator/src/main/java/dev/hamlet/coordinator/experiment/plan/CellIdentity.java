package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a cell the cell it is: two figures belong together if and only if all of this is
 * equal.
 *
 * @param group experiment, device and power mode
 * @param point the point of the matrix
 * @param artifact SHA-256 of the model's bundle
 * @param inputSet SHA-256 of the bundle of the input set
 * @param inputIndex the input
 * @param rails rails of the energy
 * @param protocol how a trial is measured
 */
record CellIdentity(
    CellGroup group,
    MatrixPoint point,
    String artifact,
    String inputSet,
    int inputIndex,
    List<String> rails,
    MeasurementProtocol protocol) {

  private static final int DIGITS = 16;

  /** First 16 hexadecimal digits of the SHA-256 of the canonical text. */
  String cellId() {
    return Digests.sha256(canonicalText()).substring(0, DIGITS);
  }

  /** One line {@code name=length:value} per fact, in the order of their names. */
  String canonicalText() {
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < point.names().size(); i++) {
      facts.put("axis." + point.names().get(i), point.values().get(i));
    }
    facts.put("experiment", group.experimentId());
    facts.put("device", group.device());
    facts.put("artifact", artifact);
    facts.put("input_set", inputSet);
    facts.put("input_index", String.valueOf(inputIndex));
    facts.put("rails", String.join("+", rails));
    putProtocol(facts);
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) ->
            text.append(name)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n'));
    return text.toString();
  }

  private void putProtocol(Map<String, String> facts) {
    facts.put("protocol.profile", protocol.profile());
    facts.put("protocol.warm_up_ns", String.valueOf(protocol.warmUp().toNanos()));
    facts.put("protocol.warm_up_inferences", String.valueOf(protocol.warmUpInferences()));
    facts.put("protocol.settle_ns", String.valueOf(protocol.settle().toNanos()));
    facts.put("protocol.idle_ns", String.valueOf(protocol.idle().toNanos()));
    facts.put("protocol.burst_ns", String.valueOf(protocol.burst().toNanos()));
    facts.put("protocol.burst_inferences", String.valueOf(protocol.burstInferences()));
    facts.put("protocol.guard_ns", String.valueOf(protocol.guard().toNanos()));
    facts.put("protocol.temperature_within_c", String.valueOf(protocol.temperatureWithinC()));
    protocol
        .gate()
        .foreignCpuMax()
        .ifPresent(ratio -> facts.put("protocol.foreign_cpu_max", String.valueOf(ratio)));
  }
}
