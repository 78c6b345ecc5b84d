package dev.hamlet.common.power;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up rails of one group, sample by sample. */
final class SeriesSum {

  private final SensorGroup group;
  private final List<Rail> rails;
  private final double offsetWatts;

  SeriesSum(SensorGroup group, List<String> names) {
    this.group = group;
    this.rails =
        names.stream()
            .map(name -> group.rail(name).orElseGet(() -> new Rail(name, RailScope.COMPONENT, 0)))
            .toList();
    this.offsetWatts = rails.stream().mapToDouble(rail -> rail.correction().offsetWatts()).sum();
  }

  /** The sum over batches of the group, in the order of their stamps. */
  PowerSeries of(List<SampleBatch> batches) {
    boolean means = batches.stream().limit(1).map(this::sources).anyMatch(SeriesSum::counts);
    int capacity = batches.stream().mapToInt(SampleBatch::size).sum();
    long[] stamps = new long[capacity];
    double[] watts = new double[capacity];
    int size = 0;
    @Nullable SampleBatch before = null;
    int indexBefore = 0;
    for (SampleBatch batch : batches) {
      List<RailWatts> sources = sources(batch);
      for (int i = 0; i < batch.size(); i++) {
        long stampNs = batch.monotonicNs()[i] - group.lagNs();
        if (size == 0 || stampNs > stamps[size - 1]) {
          stamps[size] = stampNs;
          watts[size++] =
              means ? between(sources, before, indexBefore, batch, i) : at(sources, batch, i);
          before = batch;
          indexBefore = i;
        }
      }
    }
    if (means && size > 1) {
      watts[0] = watts[1]; // nobody asks for the energy before the first reading of a counter
    }
    return new PowerSeries(Arrays.copyOf(stamps, size), Arrays.copyOf(watts, size), means);
  }

  private List<RailWatts> sources(SampleBatch batch) {
    return rails.stream().map(rail -> RailWatts.of(batch.columns(), rail)).toList();
  }

  private static boolean counts(List<RailWatts> sources) {
    return sources.stream().anyMatch(RailWatts::counts);
  }

  private double at(List<RailWatts> sources, SampleBatch batch, int index) {
    double sum = offsetWatts;
    for (int i = 0; i < sources.size(); i++) {
      sum += rails.get(i).correction().gainRatio() * sources.get(i).at(batch, index);
    }
    return sum;
  }

  private double between(
      List<RailWatts> sources,
      @Nullable SampleBatch before,
      int indexBefore,
      SampleBatch batch,
      int index) {
    double sum = offsetWatts;
    if (before != null) {
      for (int i = 0; i < sources.size(); i++) {
        double watts = sources.get(i).between(before, indexBefore, batch, index);
        sum += rails.get(i).correction().gainRatio() * watts;
      }
    }
    return sum;
  }
}
