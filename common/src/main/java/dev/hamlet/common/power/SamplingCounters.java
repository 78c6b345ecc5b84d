package dev.hamlet.common.power;

/**
 * What became of every sampling deadline of a session, cumulative.
 *
 * <p>Identity: {@code due = taken + missed + sensorFailed + notReady}; of the taken, {@code late}
 * came late and {@code ringFull} were dropped before they reached a batch.
 *
 * @param due deadlines that passed
 * @param taken samples taken
 * @param late samples taken more than half a period after their deadline; a part of taken
 * @param missed deadlines skipped because the loop was behind
 * @param sensorFailed reads that failed
 * @param notReady reads that the sensor had no value for
 * @param ringFull samples taken and dropped because the batcher was behind
 */
public record SamplingCounters(
    long due, long taken, long late, long missed, long sensorFailed, long notReady, long ringFull) {

  /** Nothing yet. */
  public static final SamplingCounters NONE = new SamplingCounters(0, 0, 0, 0, 0, 0, 0);

  /** What happened since an earlier reading of the same counters. */
  public SamplingCounters since(SamplingCounters earlier) {
    return new SamplingCounters(
        due - earlier.due,
        taken - earlier.taken,
        late - earlier.late,
        missed - earlier.missed,
        sensorFailed - earlier.sensorFailed,
        notReady - earlier.notReady,
        ringFull - earlier.ringFull);
  }
}
