package dev.hamlet.cli.report;

import dev.hamlet.agent.sensor.SensorProbe;
import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.power.SensorGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sensor group and how it fared, as {@code --json} shows it.
 *
 * @param group what is read together and what is known of how
 * @param probe what was found by reading
 * @param calibration what a step of the load showed; null without one
 */
public record SensorView(SensorGroup group, SensorProbe probe, @Nullable StepFit calibration) {

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "sensor %s (%s%s)"
            .formatted(
                group.sensor(),
                group.kind(),
                group.simulated() ? ", simulated: power is not measured" : ""));
    lines.addAll(FactLines.of(group));
    TextTable rails =
        new TextTable(
            List.of(
                Column.text("rail"),
                Column.text("scope"),
                Column.number("resolution"),
                Column.number("shunt"),
                Column.number("gain limit"),
                Column.number("offset limit")));
    group
        .rails()
        .forEach(
            rail ->
                rails.row(
                    List.of(
                        rail.name(),
                        rail.scope().name().toLowerCase(Locale.ROOT),
                        Figures.watts(rail.resolutionWatts()),
                        FactLines.shunt(rail),
                        FactLines.gainLimit(rail),
                        FactLines.offsetLimit(rail))));
    lines.addAll(rails.lines());
    lines.add("");
    lines.add(
        "%d reads: %d ok, %d not ready, %d failed"
            .formatted(probe.reads(), probe.ok(), probe.notReady(), probe.failed()));
    lines.add(
        "cost of a read p50 %s, p99 %s; achieved %s Hz; values change at %s"
            .formatted(
                Figures.seconds(probe.readCostP50Ns() / 1e9),
                Figures.seconds(probe.readCostP99Ns() / 1e9),
                String.format(Locale.ROOT, "%.1f", probe.achievedRateHz()),
                probe.refreshRateHz() > 0
                    ? String.format(Locale.ROOT, "%.1f Hz", probe.refreshRateHz())
                    : "no rate that was seen (a constant load may be why)"));
    StepFit fit = calibration;
    if (fit != null) {
      lines.add(FactLines.of(fit));
    }
    return lines;
  }
}
