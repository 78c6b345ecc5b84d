package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.MeasurementProtocol;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
 *
 * <p>Threads: any.
 */
final class CellIdentity {

  private final PrefixDigest digest;
  private volatile Axes axes = Axes.of(List.of());

  /** The places of names in the order of the alphabet, and the names of their lines. */
  private record Axes(List<String> names, List<Integer> byName, List<String> lines) {

    static Axes of(List<String> names) {
      List<Integer> byName =
          IntStream.range(0, names.size())
              .boxed()
              .sorted(Comparator.comparing(names::get))
              .toList();
      return new Axes(names, byName, byName.stream().map(i -> "axis." + names.get(i)).toList());
    }
  }

  private CellIdentity(String shared) {
    this.digest = PrefixDigest.after(shared);
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
    return digest.of(own(point, artifact, inputIndex));
  }

  private String own(MatrixPoint point, String artifact, int inputIndex) {
    Axes order = axes(point.names());
    StringBuilder text = new StringBuilder(300);
    line(text, "artifact", artifact);
    for (int i = 0; i < order.byName().size(); i++) {
      line(text, order.lines().get(i), point.values().get(order.byName().get(i)));
    }
    line(text, "input_index", String.valueOf(inputIndex));
    return text.toString();
  }

  /**
   * Most points share the list of their names, so the last order is nearly always the right one.
   */
  private Axes axes(List<String> names) {
    Axes last = axes;
    if (last.names() != names) {
      last = Axes.of(names);
      axes = last;
    }
    return last;
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
