package dev.hamlet.coordinator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailCorrection;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePowerTest {

  private static final long MS = 1_000_000;
  private static final long S = 1_000 * MS;

  /** The device's clock is this far behind the coordinator's. */
  private static final long OFFSET_NS = 123 * S;

  /** A few thousand additions of doubles. */
  private static final Offset<Double> ROUNDING = within(1e-9);

  private final LivePower live = new LivePower();
  private long sequence;

  @BeforeEach
  void describe() {
    live.describe(
        "tx2", List.of(new SensorGroup("s", "g", "twin", true, 1_000, 0, 0, 0, List.of())));
  }

  @Test
  void energy_isTheTrapezoidAcrossBatches() {
    for (int i = 0; i < 8; i++) {
      add(i * 250L * MS, 5_000, 0);
    }

    // 2000 samples of 5 W, 1 ms apart
    assertThat(rail(2 * S).energyJoules()).isCloseTo(5 * 1.999, ROUNDING);
    assertThat(rail(2 * S).lateEnergyJoules()).isZero();
    assertThat(device(2 * S).gapSeconds()).isZero();
  }

  @Test
  void lastSecond_hasItsMeanAndPeak() {
    for (int i = 0; i < 8; i++) {
      add(i * 250L * MS, 9_000, 0);
    }
    for (int i = 8; i < 12; i++) {
      add(i * 250L * MS, i == 10 ? 4_000 : 3_000, 0);
    }

    RailPower rail = rail(3 * S);
    assertThat(rail.peakPowerWatts()).isEqualTo(4);
    // three batches of 3 W and one of 4 W; the step from 9 W is a ramp of 1 ms, half of 6 W above 3
    assertThat(rail.meanPowerWatts()).isCloseTo(3.25 + 0.003, within(1e-6));
    assertThat(rail.voltageVolts()).isCloseTo(19, ROUNDING);
    assertThat(rail.currentAmperes()).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void nothingFresh_hasNoLiveFigures() {
    add(0, 5_000, 0);

    assertThat(rail(OFFSET_NS + 10 * S).meanPowerWatts()).isNaN();
    assertThat(rail(OFFSET_NS + 10 * S).energyJoules()).isPositive();
  }

  @Test
  void hole_isCountedAndNotBridged() {
    add(0, 5_000, 0);
    add(1_000 * MS, 5_000, 0);

    // from the sample at 249 ms to the one at 1000 ms
    assertThat(device(2 * S).gapSeconds()).isCloseTo(0.751, ROUNDING);
    assertThat(rail(2 * S).energyJoules()).isCloseTo(5 * 2 * 0.249, ROUNDING);
  }

  @Test
  void replayedSamples_countApart() {
    add(0, 5_000, 0);
    add(250 * MS, 5_000, 11 * S);
    add(500 * MS, 5_000, 0);

    RailPower rail = rail(2 * S);
    assertThat(rail.lateEnergyJoules()).isCloseTo(5 * 0.250, ROUNDING);
    assertThat(rail.energyJoules()).isCloseTo(5 * (0.249 + 0.250), ROUNDING);
    assertThat(device(2 * S).lagSeconds()).isCloseTo(0, within(0.01));
  }

  @Test
  void repeatedSamples_countOnce() {
    add(0, 5_000, 0);
    add(0, 5_000, 0);

    assertThat(rail(S).energyJoules()).isCloseTo(5 * 0.249, ROUNDING);
  }

  @Test
  void newBoot_startsANewClock() {
    add(100 * S, 5_000, 0);
    live.recorded(record("other", 0, 5_000), OFFSET_NS + 101 * S);

    assertThat(device(101 * S).gapSeconds()).isZero();
    assertThat(rail(101 * S).energyJoules()).isCloseTo(5 * 2 * 0.249, ROUNDING);
  }

  @Test
  void restoredCounters_goOn() {
    live.restore("tx2", List.of(new RestoredRail("VDD_IN", 1_000, 7, "", 0)), 0);
    add(0, 5_000, 0);

    assertThat(rail(S).energyJoules()).isCloseTo(1_000 + 5 * 0.249, ROUNDING);
    assertThat(rail(S).lateEnergyJoules()).isEqualTo(7);
  }

  @Test
  void countersAfterAKill_goOnWhereTheyEverWere() {
    LivePower undisturbed = new LivePower();
    undisturbed.describe("tx2", List.of(group(new Rail("VDD_IN", RailScope.SUPPLY, 0))));
    List<TelemetryRecord> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(record("boot", i * 250L * MS, 5_000 + 100 * i));
    }
    all.forEach(one -> undisturbed.recorded(one, OFFSET_NS + S));
    RailPower wanted = undisturbed.snapshot(2 * S).get(0).rails().get(0);

    // stored after the third batch, killed after the sixth, which the log has
    for (int i = 0; i < 3; i++) {
      live.recorded(all.get(i), OFFSET_NS + S);
    }
    RailPower stored = rail(S);
    LivePower next = new LivePower();
    next.describe("tx2", List.of(group(new Rail("VDD_IN", RailScope.SUPPLY, 0))));
    next.restore(
        "tx2",
        List.of(new RestoredRail("VDD_IN", stored.energyJoules(), 0, "boot", stored.throughNs())),
        0.5);
    for (int i = 2; i < 6; i++) {
      next.replay("tx2", "boot", Objects.requireNonNull(all.get(i).samples()));
    }
    for (int i = 3; i < 6; i++) {
      live.recorded(all.get(i), OFFSET_NS + S);
    }
    DevicePower again = next.snapshot(2 * S).get(0);
    assertThat(again.rails().get(0).energyJoules()).isCloseTo(rail(S).energyJoules(), ROUNDING);
    assertThat(again.gapSeconds()).as("gaps of the earlier life stay").isEqualTo(0.5);

    for (int i = 6; i < 8; i++) {
      next.recorded(all.get(i), OFFSET_NS + 2 * S);
    }
    assertThat(next.snapshot(2 * S).get(0).rails().get(0).energyJoules())
        .isCloseTo(wanted.energyJoules(), ROUNDING);
  }

  @Test
  void lateByTheDevicesClock_countsApartFromTheFirstSampleOn() {
    LivePower knowing =
        new LivePower(
            (device, boot, stampNs, nowNs) -> OptionalLong.of(nowNs - OFFSET_NS - stampNs));
    knowing.describe("tx2", List.of(group(new Rail("VDD_IN", RailScope.SUPPLY, 0))));
    knowing.recorded(record("boot", 0, 5_000), OFFSET_NS + 60 * S);
    RailPower rail = knowing.snapshot(OFFSET_NS + 60 * S).get(0).rails().get(0);
    assertThat(rail.energyJoules()).isZero();
    assertThat(rail.lateEnergyJoules()).isCloseTo(5 * 0.249, ROUNDING);
    assertThat(rail.meanPowerWatts()).isNaN();
  }

  @Test
  void lastSecond_hasItsLeastAndHowOftenItChanged() {
    add(0, 5_000, 0);
    add(250 * MS, 4_000, 0);
    add(500 * MS, 4_000, 0);

    assertThat(rail(S).minPowerWatts()).isEqualTo(4);
    // one change in 749 intervals of 1 ms
    assertThat(rail(S).refreshHz()).isCloseTo(1 / 0.749, within(1e-9));
  }

  @Test
  void samplesInARow_areCountedByTheirDistanceAndTheirRead() {
    add(0, 5_000, 0);
    add(250 * MS, 4_000, 0);

    GroupTimes times = Objects.requireNonNull(device(S).times().get("g"));
    assertThat(times.intervals().count()).isEqualTo(499);
    assertThat(times.intervals().sum()).isCloseTo(0.499, ROUNDING);
    assertThat(times.reads().count()).isEqualTo(500);
  }

  @Test
  void lostRecords_areAGapOfIngest() {
    add(0, 5_000, 0);
    sequence++;
    add(500 * MS, 5_000, 0);

    assertThat(device(S).ingestGapSeconds()).isCloseTo(0.251, ROUNDING);
    assertThat(device(S).gapSeconds()).isCloseTo(0.251, ROUNDING);
  }

  @Test
  void correctionOfTheBoardProfile_isApplied() {
    Rail corrected =
        new Rail("VDD_IN", RailScope.SUPPLY, 0)
            .with(new RailCorrection(1.02, -0.1), ErrorLimits.UNKNOWN);
    live.describe("tx2", List.of(group(corrected)));
    add(0, 5_000, 0);

    assertThat(rail(S).energyJoules()).isCloseTo((5 * 1.02 - 0.1) * 0.249, ROUNDING);
    assertThat(rail(S).meanPowerWatts()).isCloseTo(5 * 1.02 - 0.1, ROUNDING);
  }

  @Test
  void energyCounter_isDifferencedAcrossBatchesAndItsWrap() {
    Rail counter = new Rail("package-0", RailScope.SUPPLY, 0).withCounterRange(4_000_000);
    live.describe("tx2", List.of(group(counter)));
    for (int i = 0; i < 8; i++) {
      count(i * 250L * MS, 3_000_000);
    }

    // 3 W in uJ, 3000 a sample, from 3 J on: the counter starts over at 4 J; 2000 samples
    assertThat(rail(2 * S).energyJoules()).isCloseTo(3 * 1.999, ROUNDING);
    assertThat(rail(2 * S).meanPowerWatts()).isCloseTo(3, ROUNDING);
    count(0, 3_000_000);
    assertThat(rail(2 * S).energyJoules()).as("sent again").isCloseTo(3 * 1.999, ROUNDING);
  }

  @Test
  void counterThatWasReset_losesItsBatchOnly() {
    live.describe("tx2", List.of(group(new Rail("package-0", RailScope.SUPPLY, 0))));
    count(0, 3_000_000);
    count(250 * MS, 0);
    count(500 * MS, 0);

    // 249 intervals; nothing of the batch that went back; 250 from its last sample on
    assertThat(rail(S).energyJoules()).isCloseTo(3 * (0.249 + 0.250), ROUNDING);
  }

  private void count(long startNs, long firstMicrojoules) {
    sequence++;
    SampleBatch batch =
        new SampleBatch(
            "s",
            "g",
            List.of(new ColumnSpec("package-0", Quantity.CUMULATIVE_ENERGY, BaseUnit.JOULE, -6)),
            LongStream.range(0, 250).map(i -> startNs + i * MS).toArray(),
            new int[250],
            new long[][] {
              LongStream.range(0, 250)
                  .map(i -> (firstMicrojoules + 3_000 * (startNs / MS + i)) % 4_000_000)
                  .toArray()
            },
            SamplingCounters.NONE);
    live.recorded(
        new TelemetryRecord(
            "tx2", "boot", "session", sequence, Map.of("g", counters(sequence)), batch, null),
        OFFSET_NS + startNs + 250 * MS);
  }

  private static SensorGroup group(Rail rail) {
    return new SensorGroup("s", "g", "fake", true, 1_000, 0, 0, 0, List.of(rail));
  }

  @Test
  void counters_areTheLatest() {
    add(0, 5_000, 0);

    assertThat(device(S).sampling()).containsEntry("g", counters(1));
  }

  private void add(long startNs, long milliwatts, long delayNs) {
    live.recorded(record("boot", startNs, milliwatts), OFFSET_NS + startNs + 250 * MS + delayNs);
  }

  private TelemetryRecord record(String boot, long startNs, long milliwatts) {
    sequence++;
    SampleBatch batch =
        new SampleBatch(
            "s",
            "g",
            List.of(
                ColumnSpec.milliwatts("VDD_IN"),
                new ColumnSpec("VDD_IN", Quantity.VOLTAGE, BaseUnit.VOLT, -3),
                new ColumnSpec("VDD_IN", Quantity.CURRENT, BaseUnit.AMPERE, -3)),
            LongStream.range(0, 250).map(i -> startNs + i * MS).toArray(),
            new int[250],
            new long[][] {constant(milliwatts), constant(19_000), constant(500)},
            SamplingCounters.NONE);
    return new TelemetryRecord(
        "tx2", boot, "session", sequence, Map.of("g", counters(sequence)), batch, null);
  }

  private static SamplingCounters counters(long taken) {
    return new SamplingCounters(taken, taken, 0, 0, 0, 0, 0);
  }

  private static long[] constant(long value) {
    return LongStream.generate(() -> value).limit(250).toArray();
  }

  private DevicePower device(long nowNs) {
    return live.snapshot(nowNs).get(0);
  }

  private RailPower rail(long nowNs) {
    return device(nowNs).rails().get(0);
  }
}
