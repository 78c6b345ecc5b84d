package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.supervised.SupervisedCell;
import dev.hamlet.benchmarks.supervised.SupervisedTrial;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.coordinator.align.AlignmentRules;
import dev.hamlet.coordinator.align.ExternalMeterAligner;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A trial that an external meter measures too, while a clock jumps: the meter sees what the board's
 * own sensor saw, by a clock of its own, and both exchange stamps with the coordinator every five
 * seconds, from a minute before the burst to twenty seconds after its start.
 */
final class MeteredTrial {

  private static final String BOARD = "board";
  private static final String METER = "meter";
  private static final String BOOT = "boot";
  private static final long METER_AHEAD_NS = 5_000_000_000_000L;
  private static final long COORDINATOR_AHEAD_NS = 9_000_000_000_000L;
  private static final long EVERY_NS = 5_000_000_000L;
  private static final long BEFORE_NS = 60_000_000_000L;
  private static final long AFTER_NS = 20_000_000_000L;
  private static final long LEAST_DELAY_NS = 500_000;
  private static final long DELAYS_NS = 5_000_000;

  private final SupervisedCell cell;
  private final TrialTrace trace;
  private final SampleBatch samples;
  private final ClockJump jump;
  private final SplittableRandom random;
  private final long burstNs;

  MeteredTrial(
      SupervisedCell cell, SupervisedTrial trial, ClockJump jump, SplittableRandom random) {
    this.cell = cell;
    this.trace = trial.end().trace().orElseThrow();
    this.samples = trial.samples();
    this.jump = jump;
    this.random = random;
    this.burstNs = trace.inferences().startNs()[0];
  }

  ExternalMeterFigures measure(EnergyFigures onBoard) {
    DeviceClocks clocks = new DeviceClocks();
    long firstNs = burstNs - BEFORE_NS + random.nextLong(EVERY_NS);
    for (long ns = firstNs; ns < burstNs + AFTER_NS; ns += EVERY_NS) {
      clocks.add(BOARD, BOOT, exchange(ns, false));
      clocks.add(METER, BOOT, exchange(ns + random.nextLong(EVERY_NS / 2), true));
    }
    return new ExternalMeterAligner(AlignmentRules.DEFAULT)
        .measure(
            trace,
            onBoard,
            List.of(cell.group()),
            cell.group().rails().stream().map(Rail::name).toList(),
            stampNs -> clocks.carry(BOARD, BOOT, stampNs, METER, BOOT),
            window -> List.of(byMeter()));
  }

  private ClockExchange exchange(long boardNs, boolean meter) {
    long arrivedNs = boardNs + delayNs();
    long repliedNs = arrivedNs + random.nextLong(LEAST_DELAY_NS);
    long receivedNs = repliedNs + delayNs();
    return new ClockExchange(
        meter ? meterNs(boardNs) : boardNs,
        coordinatorNs(arrivedNs),
        coordinatorNs(repliedNs),
        meter ? meterNs(receivedNs) : receivedNs);
  }

  private long delayNs() {
    return LEAST_DELAY_NS + random.nextLong(DELAYS_NS);
  }

  private long meterNs(long boardNs) {
    return boardNs + METER_AHEAD_NS + jump.aheadNs(true, boardNs - burstNs);
  }

  private long coordinatorNs(long boardNs) {
    return boardNs + COORDINATOR_AHEAD_NS + jump.aheadNs(false, boardNs - burstNs);
  }

  private SampleBatch byMeter() {
    long[] stamps = Arrays.stream(samples.monotonicNs()).map(this::meterNs).toArray();
    return new SampleBatch(
        samples.sensor(),
        samples.group(),
        samples.columns(),
        stamps,
        samples.halfWidthNs(),
        samples.values(),
        samples.counters());
  }
}
