package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.proto.v1.SampleColumns;
import dev.hamlet.proto.v1.TelemetryBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryMappingTest {

  private static final SamplingCounters COUNTERS = new SamplingCounters(9, 5, 1, 2, 1, 1, 3);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void samples_surviveTheRoundTrip(long seed) {
    Random random = new Random(seed);
    SampleBatch batch = randomBatch(random, 1 + random.nextInt(300));

    TelemetryRecord back = roundTrip(record(batch, null));

    assertThat(back).usingRecursiveComparison().isEqualTo(record(batch, null));
  }

  @Test
  void extremeValues_surviveTheRoundTrip() {
    SampleBatch batch =
        new SampleBatch(
            "s",
            "g",
            List.of(new ColumnSpec("r", Quantity.CUMULATIVE_ENERGY, BaseUnit.JOULE, -6)),
            new long[] {-5, Long.MAX_VALUE - 10},
            new int[] {0, Integer.MAX_VALUE},
            new long[][] {{Long.MIN_VALUE, Long.MAX_VALUE}},
            COUNTERS);

    assertThat(roundTrip(record(batch, null)))
        .usingRecursiveComparison()
        .isEqualTo(record(batch, null));
  }

  @Test
  void trace_survivesTheRoundTrip() {
    assertThat(roundTrip(record(null, trace())))
        .usingRecursiveComparison()
        .isEqualTo(record(null, trace()));
  }

  @Test
  void countersOfTheOwnGroup_becomeTheCountersOfTheBatch() {
    SampleBatch batch = randomBatch(new Random(1), 3);

    assertThat(roundTrip(record(batch, null)).samples())
        .extracting(SampleBatch::counters)
        .isEqualTo(COUNTERS);
  }

  @Test
  void stampsThatDoNotGrow_areRefused() {
    assertRefused(samples -> samples.setDeltaNs(1, 0), "do not grow at sample 2");
    assertRefused(samples -> samples.setDeltaNs(1, -4), "do not grow at sample 2");
    assertRefused(samples -> samples.setDeltaNs(1, Long.MAX_VALUE), "overflows");
  }

  @Test
  void columnsOfUnequalLength_areRefused() {
    assertRefused(samples -> samples.addHalfWidthNs(1), "half_width_ns");
    assertRefused(samples -> samples.getColumnsBuilder(0).addDelta(1), "values in delta of rail");
  }

  @Test
  void tooMuch_isRefused() {
    assertRefused(
        samples -> {
          for (int i = 0; i <= Bounds.MAX_COLUMNS; i++) {
            samples.addColumns(samples.getColumns(0));
          }
        },
        "columns");
    assertRefused(samples -> samples.setGroup("x".repeat(500)), "longer");
  }

  @Test
  void unknownFormatOrQuantity_isRefused() {
    assertRefused(samples -> samples.setFormatVersion(2), "column format 2");
    assertRefused(samples -> samples.getColumnsBuilder(0).setQuantityValue(77), "quantity");
    assertRefused(samples -> samples.getColumnsBuilder(0).setUnitValue(77), "unit");
  }

  @Test
  void missingPayloadOrSequence_isRefused() {
    TelemetryBatch good = TelemetryMapping.toMessage(record(null, trace()));

    assertThatThrownBy(() -> TelemetryMapping.fromMessage(good.toBuilder().clearTrace().build()))
        .hasMessageContaining("neither samples nor a trace");
    assertThatThrownBy(() -> TelemetryMapping.fromMessage(good.toBuilder().setSequence(0).build()))
        .hasMessageContaining("sequence 0");
    assertThatThrownBy(() -> TelemetryMapping.fromMessage(good.toBuilder().setDevice("").build()))
        .hasMessageContaining("device");
  }

  @Test
  void overlappingInferences_areRefused() {
    TelemetryBatch.Builder batch = TelemetryMapping.toMessage(record(null, trace())).toBuilder();
    batch.getTraceBuilder().setDurationNs(0, 5_000);

    assertThatThrownBy(() -> TelemetryMapping.fromMessage(batch.build()))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("overlapping inferences at 1");
  }

  @Test
  void inferencesWithoutBurst_areRefused() {
    TelemetryBatch.Builder batch = TelemetryMapping.toMessage(record(null, trace())).toBuilder();
    batch.getTraceBuilder().clearPhases();

    assertThatThrownBy(() -> TelemetryMapping.fromMessage(batch.build()))
        .hasMessageContaining("no burst");
  }

  @Test
  void garbage_isRefusedAsLostData() {
    assertThatThrownBy(() -> TelemetryCodec.decode(ByteBuffer.wrap(new byte[] {1, 2, 3})))
        .isInstanceOf(HamletException.class);
  }

  private static void assertRefused(Consumer<SampleColumns.Builder> damage, String part) {
    TelemetryBatch.Builder batch =
        TelemetryMapping.toMessage(record(randomBatch(new Random(3), 4), null)).toBuilder();
    damage.accept(batch.getSamplesBuilder());
    assertThatThrownBy(() -> TelemetryMapping.fromMessage(batch.build()))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(part);
  }

  private static TelemetryRecord roundTrip(TelemetryRecord record) {
    return TelemetryCodec.decode(ByteBuffer.wrap(TelemetryCodec.encode(record)));
  }

  private static TelemetryRecord record(@Nullable SampleBatch samples, @Nullable TrialTrace trace) {
    return new TelemetryRecord(
        "tx2-a", "boot", "session", 7, Map.of("g", COUNTERS), samples, trace);
  }

  private static SampleBatch randomBatch(Random random, int size) {
    long[] stamps = new long[size];
    int[] halfWidths = new int[size];
    long[][] values = new long[2][size];
    long stamp = 1L << 40;
    for (int i = 0; i < size; i++) {
      stamp += 1 + random.nextInt(2_000_000);
      stamps[i] = stamp;
      halfWidths[i] = random.nextInt(100_000);
      values[0][i] = random.nextInt(20_000);
      values[1][i] = random.nextInt(20_000) - 10_000L;
    }
    List<ColumnSpec> specs =
        List.of(
            ColumnSpec.milliwatts("VDD_IN"),
            new ColumnSpec("VDD_IN", Quantity.CURRENT, BaseUnit.AMPERE, -3));
    return new SampleBatch("0-0041", "g", specs, stamps, halfWidths, values, COUNTERS);
  }

  private static TrialTrace trace() {
    List<Phase> phases =
        List.of(
            new Phase(PhaseKind.IDLE_BEFORE, new TimeInterval(1_000, 2_000)),
            new Phase(PhaseKind.BURST, new TimeInterval(2_000, 9_000)),
            new Phase(PhaseKind.GUARD, new TimeInterval(9_000, 12_000)));
    Spans spans = new Spans(new long[] {2_010, 4_000}, new long[] {3_900, 8_999});
    return new TrialTrace(42, "0123456789abcdef", 3, phases, spans);
  }
}
