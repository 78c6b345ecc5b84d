package dev.hamlet.coordinator.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WriteBatchesTest {

  @Test
  void batches_holdEverySampleOnceAndInOrder() {
    StampedSeries first = series("VDD_IN", 12_000);
    StampedSeries second = series("VDD_SYS_CPU", 1_000);

    List<List<StampedSeries>> batches = WriteBatches.of(List.of(first, second));

    assertThat(batches).extracting(WriteBatches::samples).containsExactly(5_000L, 5_000L, 3_000L);
    List<Long> stamps = new ArrayList<>();
    batches.stream()
        .flatMap(List::stream)
        .filter(part -> part.name().equals(first.name()))
        .forEach(part -> LongStream.of(part.epochMs()).forEach(stamps::add));
    assertThat(stamps).hasSize(12_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void nothing_isNoRequest() {
    assertThat(WriteBatches.of(List.of(series("VDD_IN", 0)))).isEmpty();
  }

  private static StampedSeries series(String rail, int samples) {
    return new StampedSeries(
        new SeriesName("tx2-1", rail, "supply", false),
        LongStream.range(0, samples).toArray(),
        new double[samples]);
  }
}
