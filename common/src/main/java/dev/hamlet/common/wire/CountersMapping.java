package dev.hamlet.common.wire;

import dev.hamlet.proto.v1.SamplingCounters;

/** Sampling counters as value and message. */
final class CountersMapping {

  private CountersMapping() {}

  static SamplingCounters toMessage(
      String group, dev.hamlet.common.power.SamplingCounters counters) {
    return SamplingCounters.newBuilder()
        .setGroup(group)
        .setDue(counters.due())
        .setTaken(counters.taken())
        .setLate(counters.late())
        .setMissed(counters.missed())
        .setSensorFailed(counters.sensorFailed())
        .setNotReady(counters.notReady())
        .setRingFull(counters.ringFull())
        .build();
  }

  static dev.hamlet.common.power.SamplingCounters fromMessage(SamplingCounters message) {
    Bounds.name("group of counters", message.getGroup());
    return new dev.hamlet.common.power.SamplingCounters(
        counter("due", message.getDue()),
        counter("taken", message.getTaken()),
        counter("late", message.getLate()),
        counter("missed", message.getMissed()),
        counter("sensor_failed", message.getSensorFailed()),
        counter("not_ready", message.getNotReady()),
        counter("ring_full", message.getRingFull()));
  }

  private static long counter(String what, long value) {
    Bounds.check(value >= 0, "has a counter %s beyond 2^63", what);
    return value;
  }
}
