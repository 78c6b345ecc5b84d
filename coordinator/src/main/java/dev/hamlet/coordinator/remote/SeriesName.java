package dev.hamlet.coordinator.remote;

import dev.hamlet.common.power.RailScope;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The series of one rail. Rails overlap, hence the scope: supplies contain components, and nobody
 * is to add the two up.
 *
 * @param device the device
 * @param rail the rail
 * @param scope supply or component
 * @param simulated true if no hardware stands behind it
 */
public record SeriesName(String device, String rail, String scope, boolean simulated) {

  /** The metric: power in watts, one value for each sample that a sensor gave. */
  public static final String METRIC = "hamlet_device_power_raw_watts";

  /** What the metric is, for files. */
  public static final String HELP =
      "Power of a rail, one value for each sample; rails overlap: choose one scope.";

  /** The series of a rail. */
  public SeriesName(String device, String rail, RailScope scope, boolean simulated) {
    this(device, rail, scope.name().toLowerCase(Locale.ROOT), simulated);
  }

  /** Its labels with {@code __name__}, sorted by name as servers want them. */
  public SortedMap<String, String> labels() {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("__name__", METRIC);
    labels.put("device", device);
    labels.put("rail", rail);
    labels.put("scope", scope);
    labels.put("simulated", Boolean.toString(simulated));
    return Collections.unmodifiableSortedMap(labels);
  }
}
