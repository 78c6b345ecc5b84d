package dev.hamlet.cli.report;

import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.TimeConstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of a sensor, in words; what is not known says so. */
final class FactLines {

  private FactLines() {}

  static List<String> of(SensorGroup group) {
    SensorFacts facts = group.facts();
    List<String> lines = new ArrayList<>();
    lines.add(
        "driver %s, mode %s, config %s, averages %s, bus %s"
            .formatted(
                orUnknown(facts.driver()),
                facts.mode().name().toLowerCase(Locale.ROOT),
                facts.configWord() < 0 ? "unknown" : "0x%04x".formatted(facts.configWord()),
                facts.averages() == 0 ? "unknown" : String.valueOf(facts.averages()),
                facts.busHz() == 0 ? "unknown" : facts.busHz() / 1_000 + " kHz"));
    lines.add(
        "refreshes at %s; time constant %s; lag %s"
            .formatted(
                group.refreshRateHz() > 0
                    ? String.format(Locale.ROOT, "%.0f Hz", group.refreshRateHz())
                    : "an unknown rate",
                timeConstant(group),
                Figures.seconds(group.lagNs() / 1e9)));
    if (!facts.profileHash().isEmpty()) {
      lines.add("board profile " + facts.profileHash().substring(0, 12));
    }
    facts.wasSet().forEach(change -> lines.add("was set: " + change));
    return lines;
  }

  static String of(StepFit fit) {
    String found =
        fit.timeConstantNs() == 0
            ? "no filter that is slower than a round (%s)".formatted(seconds(fit.errorNs()))
            : "time constant %s +- %s"
                .formatted(seconds(fit.timeConstantNs()), seconds(fit.errorNs()));
    return "step load: %s; it raised the power by %s"
        .formatted(found, Figures.watts(fit.stepWatts()));
  }

  static String shunt(Rail rail) {
    return rail.shuntMicroohms() == 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f mOhm", rail.shuntMicroohms() / 1e3);
  }

  static String gainLimit(Rail rail) {
    double sum = rail.errors().gainRatios().stream().mapToDouble(Double::doubleValue).sum();
    return rail.errors().known() ? String.format(Locale.ROOT, "%.2f %%", 100 * sum) : "unknown";
  }

  static String offsetLimit(Rail rail) {
    return rail.errors().known() ? Figures.watts(rail.errors().offsetWatts()) : "unknown";
  }

  private static String timeConstant(SensorGroup group) {
    TimeConstantSource source = group.facts().timeConstantSource();
    return switch (source) {
      case CONFIG -> seconds(group.timeConstantNs()) + " (from its configuration)";
      case CALIBRATED ->
          seconds(group.timeConstantNs())
              + " +- "
              + seconds(group.facts().timeConstantErrorNs())
              + " (calibrated)";
      case UNKNOWN -> "unknown";
    };
  }

  private static String seconds(long ns) {
    return ns == 0 ? "0 s" : Figures.seconds(ns / 1e9);
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }
}
