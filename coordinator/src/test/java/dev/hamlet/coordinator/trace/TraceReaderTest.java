package dev.hamlet.coordinator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {

  private static final SeriesName MODULE = new SeriesName("twin-1", "VDD_IN", "supply", true);
  private static final SeriesName GPU = new SeriesName("twin-1", "VDD_SYS_GPU", "component", true);

  @TempDir private Path folder;
  private final Refusals refusals = new Refusals();
  private TracedExperiment traced;

  @BeforeEach
  void open() {
    traced = new TracedExperiment(folder);
  }

  @AfterEach
  void close() {
    traced.close();
  }

  /** 12.5 s are two slices; the seam shows nowhere. */
  @Test
  void trial_isReadSampleBySampleFromTheEndOfItsGate() throws Exception {
    traced.addTrial(1, 12_500);

    List<StampedSeries> slices = new ArrayList<>();
    assertThat(read(TraceSelection.ALL, slices)).isEmpty();

    assertThat(refusals.total()).isZero();
    NavigableMap<Long, Double> module = samples(slices, MODULE);
    long startMs = traced.startEpochMs(1);
    // the clock is known to 1 ms, and its reading is cut to whole ms
    assertThat(Math.abs(module.firstKey() - startMs)).isLessThanOrEqualTo(2);
    assertThat(module.keySet())
        .containsExactlyElementsOf(
            LongStream.range(module.firstKey(), module.firstKey() + 12_500).boxed().toList());
    assertThat(module.firstEntry().getValue()).isEqualTo(1.0);
    assertThat(module.lastEntry().getValue()).isEqualTo(13.499);
    assertThat(samples(slices, GPU)).hasSize(12_500);
  }

  @Test
  void sameTrial_alwaysHasTheSameStamps() throws Exception {
    traced.addTrial(1, 1_000);
    List<StampedSeries> first = new ArrayList<>();
    assertThat(read(TraceSelection.ALL, first)).isEmpty();
    traced.clock().advanceNs(3_600_000_000_123L); // an hour and a bit later
    List<StampedSeries> second = new ArrayList<>();
    assertThat(read(TraceSelection.ALL, second)).isEmpty();
    assertThat(samples(second, MODULE)).isEqualTo(samples(first, MODULE));
  }

  @Test
  void selection_cutsRailsAndTime() throws Exception {
    traced.addTrial(1, 1_000);
    long fromMs = traced.startEpochMs(1) + 500;
    TraceSelection part =
        new TraceSelection(
            Set.of("twin-1"), Set.of("VDD_IN"), Set.of(), Set.of(1), fromMs, fromMs + 100, false);
    List<StampedSeries> slices = new ArrayList<>();
    assertThat(read(part, slices)).isEmpty();
    assertThat(slices).extracting(StampedSeries::name).containsOnly(MODULE);
    assertThat(samples(slices, MODULE))
        .hasSize(100)
        .containsKeys(fromMs, fromMs + 99)
        .doesNotContainKey(fromMs + 100);
  }

  @Test
  void samplesThatLeftTheLog_areSaidToBeMissing() throws Exception {
    traced.addTrial(1, 1_000, false);
    List<StampedSeries> slices = new ArrayList<>();
    assertThat(read(TraceSelection.ALL, slices))
        .hasValueSatisfying(why -> assertThat(why).contains("no longer in the telemetry log"));
    assertThat(slices).isEmpty();
  }

  private Optional<String> read(TraceSelection selection, List<StampedSeries> into)
      throws InterruptedException {
    TracedTrial trial = traced.store().traces().trials("e-1").get(0);
    return traced.reader().read(trial, selection, refusals, into::addAll);
  }

  private static NavigableMap<Long, Double> samples(List<StampedSeries> slices, SeriesName name) {
    NavigableMap<Long, Double> samples = new TreeMap<>();
    slices.stream()
        .filter(slice -> slice.name().equals(name))
        .forEach(
            slice -> {
              for (int i = 0; i < slice.size(); i++) {
                samples.put(slice.epochMs()[i], slice.watts()[i]);
              }
            });
    return samples;
  }
}
