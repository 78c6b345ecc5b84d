package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.security.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a figure the figure it is: two figures belong together if and only if axes, device,
 * artifact, input, rails and measurement protocol are equal. All of this but the device is the
 * identity, so that a cell keeps its own where it moves to another board: equal cells of different
 * experiments and boards have equal identities, and who compares figures looks at the device too.
 *
 * <p>The canonical text has one line {@code name=length:value} per fact: first, in the order of
 * their names, the facts that many cells share (input set, rails, protocol), then, in the order of
 * theirs, those of the cell (artifact, axes, input). The identity is the SHA-256 of its UTF-8
 * bytes.
 *
 * <p>Not a part of it: seeds and how often trials repeat, since more trials of a cell are trials of
 * the same cell; and what a device's sensors were set to, since that is found out when a trial is
 * measured, may change between two trials, stands with each trial and is judged there. What sensors
 * ask of the protocol (longer bursts and pauses for slow ones) is in the protocol, and so in the
 * identity.
 */
final class CellIdentity {

  private static final int ID_DIGITS = 16;

  private final String shared;

  private CellIdentity(String shared) {
    this.shared = shared;
  }

  /** For the cells that share all of this. */
  static CellIdentity sharing(String inputSet, List<String> rails, MeasurementProtocol protocol) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("input_set", inputSet);
    facts.put("rails", String.join("+", rails));
    putProtocol(facts, protocol);
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> line(text, name, value));
    return new CellIdentity(text.toString());
  }

  /** SHA-256 of the canonical text of a cell, hexadecimal. */
  String of(MatrixPoint point, String artifact, int inputIndex) {
    return Digests.sha256(canonicalText(point, artifact, inputIndex));
  }

  /** Id of a cell of one experiment: 16 digits of a hash over experiment, device and identity. */
  static String cellId(String experimentId, String device, String identity) {
    byte[] hash =
        Digests.sha256()
            .digest(
                (experimentId + "\n" + device + "\n" + identity).getBytes(StandardCharsets.UTF_8));
    return Digests.hex(hash).substring(0, ID_DIGITS);
  }

  String canonicalText(MatrixPoint point, String artifact, int inputIndex) {
    StringBuilder text = new StringBuilder(shared.length() + 300).append(shared);
    line(text, "artifact", artifact);
    for (int axis : point.byName()) {
      line(text, "axis." + point.names().get(axis), point.values().get(axis));
    }
    line(text, "input_index", String.valueOf(inputIndex));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(value.length()).append(':').append(value).append('\n');
  }

  private static void putProtocol(Map<String, String> facts, MeasurementProtocol protocol) {
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
