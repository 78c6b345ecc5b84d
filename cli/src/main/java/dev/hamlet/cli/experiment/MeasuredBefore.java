package dev.hamlet.cli.experiment;

import com.google.protobuf.ByteString;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.proto.v1.MeasuredCell;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which cells of a plan were measured before: equal in identity, and on the same device. */
public final class MeasuredBefore {

  private static final int BATCH = 5_000;

  private MeasuredBefore() {}

  /**
   * How many cells were measured before, by the experiment that the newest result is from.
   *
   * @param find asks the coordinator, the newest first
   */
  public static Map<String, Integer> count(
      Plan plan, Function<Collection<ByteString>, List<MeasuredCell>> find) {
    Map<String, Integer> counts = new TreeMap<>();
    List<PlannedCell> cells = plan.cells();
    for (int from = 0; from < cells.size(); from += BATCH) {
      count(List.copyOf(cells.subList(from, Math.min(cells.size(), from + BATCH))), find, counts);
    }
    return counts;
  }

  private static void count(
      List<PlannedCell> cells,
      Function<Collection<ByteString>, List<MeasuredCell>> find,
      Map<String, Integer> counts) {
    Map<String, String> experiments = new HashMap<>();
    for (MeasuredCell one : find.apply(cells.stream().map(MeasuredBefore::identity).toList())) {
      experiments.putIfAbsent(
          key(HexFormat.of().formatHex(one.getIdentity().toByteArray()), one.getDevice()),
          one.getExperimentId());
    }
    for (PlannedCell cell : cells) {
      String experiment = experiments.get(key(cell.identity(), cell.group().device()));
      if (experiment != null) {
        counts.merge(experiment, 1, Integer::sum);
      }
    }
  }

  private static ByteString identity(PlannedCell cell) {
    return ByteString.copyFrom(HexFormat.of().parseHex(cell.identity()));
  }

  private static String key(String identity, String device) {
    return identity + " " + device;
  }
}
