package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.telemetry.SegmentTelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLogConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the energy counters of devices against the telemetry log. What a coordinator counts within
 * 10 s before a kill is not counted again, so counters may show less than the log, never more.
 */
final class JoulesAudit {

  private static final long LONGEST_GAP_NS = 20_000_000;
  private static final double ROUNDING = 1e-6;
  private static final double NS = 1e-9;

  private record Counter(String device, String rail, double joules) {}

  private record Epoch(String device, String bootId) {}

  private JoulesAudit() {}

  /**
   * Compares every counter.
   *
   * @param state folder of a coordinator that has ended
   * @return the joules in the counters over those in the log
   */
  static double require(Path state) throws SQLException {
    String url = "jdbc:sqlite:" + state.resolve("hamlet.db");
    try (Connection store = DriverManager.getConnection(url);
        Statement statement = store.createStatement();
        TelemetryLog log =
            SegmentTelemetryLog.open(TelemetryLogConfig.in(state.resolve("telemetry")))) {
      List<Epoch> epochs = epochs(statement);
      double counted = 0;
      double logged = 0;
      for (Counter counter : counters(statement)) {
        double truth =
            epochs.stream()
                .filter(epoch -> epoch.device().equals(counter.device()))
                .mapToDouble(epoch -> joules(log, epoch, counter.rail()))
                .sum();
        assertThat(counter.joules())
            .as("joules of %s", counter)
            .isPositive()
            .isLessThanOrEqualTo(truth * (1 + ROUNDING));
        counted += counter.joules();
        logged += truth;
      }
      return counted / logged;
    }
  }

  private static double joules(TelemetryLog log, Epoch epoch, String rail) {
    List<SampleBatch> batches =
        log.samples(epoch.device(), epoch.bootId(), new TimeInterval(0, Long.MAX_VALUE));
    if (batches.isEmpty()) {
      return 0;
    }
    SampleBatch first = batches.get(0);
    SensorGroup group =
        new SensorGroup(first.sensor(), first.group(), "", false, 1, 0, 0, 0, List.of());
    PowerSeries series = PowerSeries.of(batches, group, List.of(rail));
    double joules = 0;
    for (int i = 1; i < series.size(); i++) {
      long sinceNs = series.monotonicNs()[i] - series.monotonicNs()[i - 1];
      if (sinceNs <= LONGEST_GAP_NS) {
        joules += (series.watts()[i - 1] + series.watts()[i]) / 2 * sinceNs * NS;
      }
    }
    return joules;
  }

  private static List<Counter> counters(Statement statement) throws SQLException {
    List<Counter> counters = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT device, rail, joules + late_joules FROM device_energy")) {
      while (rows.next()) {
        counters.add(new Counter(rows.getString(1), rows.getString(2), rows.getDouble(3)));
      }
    }
    return counters;
  }

  private static List<Epoch> epochs(Statement statement) throws SQLException {
    List<Epoch> epochs = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT DISTINCT device, boot_id FROM trials ORDER BY 1, 2")) {
      while (rows.next()) {
        epochs.add(new Epoch(rows.getString(1), rows.getString(2)));
      }
    }
    return epochs;
  }
}
