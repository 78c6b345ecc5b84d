package dev.hamlet.coordinator.report;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.ClockRange;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code trials.csv}: one row per trial, valid or not. */
public final class TrialsCsv {

  private record Row(CellFigures cell, TrialResult trial) {
    CellSpec spec() {
      return cell.cell().plan().spec();
    }
  }

  private TrialsCsv() {}

  /** The table as text, UTF-8 when written. */
  public static String build(ResultsData data) {
    List<Row> rows =
        data.figures().stream()
            .flatMap(
                cell ->
                    Stream.concat(cell.setAside().stream(), cell.trials().stream())
                        .map(trial -> new Row(cell, trial)))
            .toList();
    CsvTable<Row> table = new CsvTable<>();
    identity(table, data.experiment().id());
    latency(table);
    energy(table);
    sampling(table);
    circumstances(table);
    table
        .column("flags", row -> flags(row, flag -> flag.kind().word(), ";"))
        .column("flag_sentences", row -> flags(row, Flag::sentence, " "));
    origin(table);
    retry(table);
    OptionColumns.add(table, data.cells(), row -> row.spec().options());
    return table.write(rows);
  }

  private static void origin(CsvTable<Row> table) {
    table
        .column("identity", row -> row.cell().cell().plan().identity())
        .column("measured_in", row -> row.cell().measuredIn())
        .column("dropped", row -> row.cell().cell().origin().dropped());
  }

  private static void retry(CsvTable<Row> table) {
    table
        .column("retry_of", row -> of(row.trial().retry(), TrialRetry::of))
        .column("retry_cause", row -> of(row.trial().retry(), retry -> retry.cause().word()))
        .column("set_aside", row -> !row.cell().cell().start().counts(row.trial().trialNumber()));
  }

  private static void identity(CsvTable<Row> table, String experimentId) {
    table
        .column("experiment_id", row -> experimentId)
        .column("cell_id", row -> row.trial().cellId())
        .column("model", row -> row.spec().model())
        .column("variant", row -> row.spec().variant())
        .column("device", row -> row.trial().device())
        .column("runtime", row -> row.spec().runtime())
        .column("threads", row -> row.spec().threads())
        .column("cores", row -> row.spec().cores())
        .column("power_mode", row -> row.cell().cell().plan().group().powerMode())
        .column("input_index", row -> row.spec().inputIndex())
        .column("energy_rails", row -> row.cell().cell().plan().energyRails())
        .column("simulated", row -> row.cell().simulated())
        .column("trial", row -> row.trial().trialNumber())
        .column("round", row -> row.trial().round())
        .column("status", row -> row.trial().status().name().toLowerCase(Locale.ROOT))
        .column("reason", row -> row.trial().reason());
  }

  private static String flags(Row row, Function<Flag, String> part, String separator) {
    return row.trial().flags().stream().map(part).collect(Collectors.joining(separator));
  }

  private static void latency(CsvTable<Row> table) {
    table
        .column("inferences", latency(LatencyFigures::inferences))
        .column("latency_mean_seconds", latency(LatencyFigures::meanSeconds))
        .column("latency_std_seconds", latency(LatencyFigures::stdSeconds))
        .column("latency_min_seconds", latency(LatencyFigures::minSeconds))
        .column("latency_median_seconds", latency(LatencyFigures::medianSeconds))
        .column("latency_p95_seconds", latency(LatencyFigures::p95Seconds))
        .column("latency_p99_seconds", latency(LatencyFigures::p99Seconds))
        .column("latency_max_seconds", latency(LatencyFigures::maxSeconds));
  }

  private static void energy(CsvTable<Row> table) {
    table
        .column("energy_window_seconds", energy(EnergyFigures::windowSeconds))
        .column("gross_energy_joules", energy(EnergyFigures::grossJoules))
        .column("idle_energy_joules", energy(EnergyFigures::idleJoules))
        .column("net_energy_joules", energy(EnergyFigures::netJoules))
        .column("gross_energy_per_inference_joules", perInference(EnergyFigures::grossJoules))
        .column("net_energy_per_inference_joules", perInference(EnergyFigures::netJoules))
        .column("idle_power_watts", energy(EnergyFigures::idlePowerWatts))
        .column("idle_power_before_watts", energy(EnergyFigures::idleBeforeWatts))
        .column("idle_power_after_watts", energy(EnergyFigures::idleAfterWatts))
        .column("burst_power_watts", energy(EnergyFigures::meanPowerWatts));
  }

  private static void sampling(CsvTable<Row> table) {
    table
        .column("samples_taken", sampling(SamplingFigures::samplesTaken))
        .column("samples_missed", sampling(SamplingFigures::samplesMissed))
        .column("achieved_rate_hz", sampling(SamplingFigures::achievedRateHz))
        .column("longest_gap_seconds", sampling(SamplingFigures::longestGapSeconds));
  }

  private static void circumstances(CsvTable<Row> table) {
    table
        .column("load_seconds", row -> row.trial().loadSeconds())
        .column("burst_start_monotonic_ns", row -> row.trial().burstStartNs())
        .column("burst_end_monotonic_ns", row -> row.trial().burstEndNs())
        .column("boot_id", row -> row.trial().bootId())
        .column("temperature_before_c", row -> row.trial().temperatureBeforeC())
        .column("temperature_after_c", row -> row.trial().temperatureAfterC())
        .column("cpu_min_hz", clock(TrialConditions::cpu, ClockRange::minHz))
        .column("cpu_max_hz", clock(TrialConditions::cpu, ClockRange::maxHz))
        .column("gpu_min_hz", clock(TrialConditions::gpu, ClockRange::minHz))
        .column("gpu_max_hz", clock(TrialConditions::gpu, ClockRange::maxHz))
        .column("memory_min_hz", clock(TrialConditions::memory, ClockRange::minHz))
        .column("memory_max_hz", clock(TrialConditions::memory, ClockRange::maxHz))
        .column("hottest_zone", row -> row.trial().conditions().hottestZone())
        .column("hottest_zone_c", row -> row.trial().conditions().hottestC())
        .column("foreign_cpu_ratio", row -> row.trial().conditions().foreignCpuRatio())
        .column("board_looks", row -> row.trial().conditions().looks())
        .column("host_wait_seconds", row -> row.trial().conditions().hostWaitNs() / 1e9)
        .column("fencing_token", row -> row.trial().fencingToken())
        .column(
            "finished_at", row -> Instant.ofEpochMilli(row.trial().finishedEpochMs()).toString());
  }

  /** A frequency, or nothing if none was seen. */
  private static Function<Row, @Nullable Object> clock(
      Function<TrialConditions, ClockRange> clock, ToLongFunction<ClockRange> bound) {
    return row -> {
      long hz = bound.applyAsLong(clock.apply(row.trial().conditions()));
      return hz == 0 ? null : hz;
    };
  }

  private static Function<Row, @Nullable Object> latency(Function<LatencyFigures, Object> figure) {
    return row -> of(row.trial().latency(), figure);
  }

  private static Function<Row, @Nullable Object> energy(Function<EnergyFigures, Object> figure) {
    return row -> of(row.trial().energy(), figure);
  }

  private static Function<Row, @Nullable Object> sampling(
      Function<SamplingFigures, Object> figure) {
    return row -> of(row.trial().sampling(), figure);
  }

  private static Function<Row, @Nullable Object> perInference(
      Function<EnergyFigures, Double> joules) {
    return row -> {
      LatencyFigures latency = row.trial().latency();
      EnergyFigures energy = row.trial().energy();
      return latency == null || energy == null || latency.inferences() == 0
          ? null
          : joules.apply(energy) / latency.inferences();
    };
  }

  private static <F> @Nullable Object of(@Nullable F figures, Function<F, Object> figure) {
    return figures == null ? null : figure.apply(figures);
  }
}
