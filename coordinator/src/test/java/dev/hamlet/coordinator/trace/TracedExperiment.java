package dev.hamlet.coordinator.trace;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.store.StoreValues;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import dev.hamlet.coordinator.telemetry.FakeTelemetryLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Experiment e-1 with trials of cell-a on twin-1, and their samples in a log: VDD_IN at 1 kHz,
 * 1,000 mW and as many mW more as the sample has ms since the trial's start; VDD_SYS_GPU half of
 * it. The device's clock is 1,000 s behind the coordinator's.
 */
public final class TracedExperiment implements AutoCloseable {

  /** Device time of the first trial's gate. */
  public static final long START_NS = 4_000_100_000_000L;

  /** From one trial to the next. */
  public static final long EVERY_NS = 60_000_000_000L;

  public static final long BEHIND_NS = 1_000_000_000_000L;
  private static final long MS = 1_000_000;

  private final SqliteResultStore store;
  private final FakeTelemetryLog log = new FakeTelemetryLog();
  private final DeviceClocks clocks = new DeviceClocks();
  private final ManualClock clock = new ManualClock();
  private final long token;
  private long sequence;

  public TracedExperiment(Path folder) {
    store = SqliteResultStore.open(folder.resolve("hamlet.db"));
    store.saveDevice(StoreValues.device("twin-1", "available", 1, 2));
    store.submit(StoreValues.EXPERIMENT, StoreValues.VARIANTS, StoreValues.CELLS);
    token = store.grantLease(StoreValues.lease("lease-1", 60)).fencingToken();
    clocks.add(
        "twin-1",
        "boot-1",
        new ClockExchange(
            START_NS, START_NS + BEHIND_NS + MS, START_NS + BEHIND_NS + MS, START_NS + 2 * MS));
    clock.advanceNs(START_NS + BEHIND_NS - clock.monotonicNs());
  }

  public SqliteResultStore store() {
    return store;
  }

  public ManualClock clock() {
    return clock;
  }

  public TraceReader reader() {
    return new TraceReader(store, log, timelines());
  }

  public Timelines timelines() {
    return new Timelines(store.traces(), clocks, clock, clock);
  }

  public long token() {
    return token;
  }

  /** When the samples of a trial begin: after the gate of one second. */
  public static long startNs(int number) {
    return START_NS + (number - 1) * EVERY_NS + 1_000 * MS;
  }

  /** The same on the coordinator's wall clock. */
  public long startEpochMs(int number) {
    return clock.epochMs() + (startNs(number) + BEHIND_NS - clock.monotonicNs()) / MS;
  }

  /** Stores a trial whose samples take so long after the gate, and lets its end be now. */
  public void addTrial(int number, int millis) {
    addTrial(number, millis, true);
  }

  /** The same; its samples may have left the log. */
  public void addTrial(int number, int millis, boolean logged) {
    long startNs = startNs(number);
    long endNs = startNs + millis * MS;
    if (logged) {
      TrialTrace trace =
          new TrialTrace(
              token,
              "cell-a",
              number,
              List.of(
                  new Phase(PhaseKind.GATE, new TimeInterval(startNs - 1_000 * MS, startNs)),
                  new Phase(PhaseKind.BURST, new TimeInterval(startNs, endNs))),
              new Spans(new long[0], new long[0]));
      log.append(
          List.of(
              new TelemetryRecord(
                  "twin-1", "boot-1", "session-1", ++sequence, Map.of(), null, trace)));
      // with what is before and after the trial, whose samples are not its own
      for (int from = -250; from < millis + 250; from += 250) {
        log.append(List.of(samples(startNs, from)));
      }
    }
    store.saveTrial(StoreValues.trial("cell-a", number, token));
    clock.advanceNs(Math.max(0, endNs + BEHIND_NS - clock.monotonicNs()));
  }

  /** The group lags by 0.42 ms: what was read then was so 0.42 ms before. */
  private TelemetryRecord samples(long startNs, long fromMs) {
    long[] stamps = new long[250];
    long[][] milliwatts = new long[2][250];
    for (int i = 0; i < 250; i++) {
      stamps[i] = startNs + (fromMs + i) * MS + 420_000;
      milliwatts[0][i] = 1_000L + fromMs + i;
      milliwatts[1][i] = (1_000L + fromMs + i) / 2;
    }
    SampleBatch batch =
        new SampleBatch(
            "0-0041",
            "module",
            List.of(ColumnSpec.milliwatts("VDD_IN"), ColumnSpec.milliwatts("VDD_SYS_GPU")),
            stamps,
            new int[250],
            milliwatts,
            SamplingCounters.NONE);
    return new TelemetryRecord(
        "twin-1",
        "boot-1",
        "session-1",
        ++sequence,
        Map.of("module", SamplingCounters.NONE),
        batch,
        null);
  }

  @Override
  public void close() {
    store.close();
  }
}
