package dev.hamlet.cli.trace;

import dev.hamlet.cli.client.OperatorClient.TracePartReader;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TracePart;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes raw traces as OpenMetrics text with stamps, for {@code promtool tsdb create-blocks-from
 * openmetrics}. The format wants the samples of a series together, so each series has a file of its
 * own until the end; then they become one, beside the file's place, which is renamed.
 *
 * <p>Belongs to one thread; closing takes away what is half done.
 */
public final class OpenMetricsFile implements TracePartReader, AutoCloseable {

  private static final char LINE = '\n';

  private final Path file;
  private final Path aside;
  private final BiConsumer<String, String> progress;
  private final TraceTally tally = new TraceTally();
  private final Map<SeriesName, Path> parts = new LinkedHashMap<>();
  private TraceHead head = TraceHead.getDefaultInstance();

  /**
   * Begins a file that does not exist yet.
   *
   * @param progress told where it is, and figures
   */
  public OpenMetricsFile(Path file, BiConsumer<String, String> progress) throws IOException {
    this.file = file;
    this.progress = progress;
    Path folder = file.toAbsolutePath().getParent();
    this.aside = Files.createTempDirectory(folder, "." + file.getFileName() + ".part-");
  }

  @Override
  public void read(TracePart part) throws IOException {
    switch (part.getPartCase()) {
      case OVERVIEW -> tally.expect(part.getOverview().getTrials());
      case HEAD -> head = part.getHead();
      case SAMPLES -> append(TraceParts.series(head, part.getSamples()));
      case END -> tally.end(part.getEnd());
      case PART_NOT_SET -> {
        // of a newer coordinator; what it adds is passed over
      }
    }
  }

  private void append(StampedSeries series) throws IOException {
    Path part =
        parts.computeIfAbsent(series.name(), name -> aside.resolve("series-" + parts.size()));
    String prefix = prefix(series.name());
    try (BufferedWriter out =
        Files.newBufferedWriter(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < series.size(); i++) {
        out.append(prefix).append(Double.toString(series.watts()[i])).append(' ');
        out.append(seconds(series.epochMs()[i])).append(LINE);
      }
    }
    tally.written(List.of(series));
    progress.accept(tally.at(head), "%,d samples".formatted(tally.written()));
  }

  /** Seconds with exactly three decimals: no rounding between here and the server. */
  private static String seconds(long epochMs) {
    return "%d.%03d".formatted(epochMs / 1_000, epochMs % 1_000);
  }

  private static String prefix(SeriesName name) {
    String labels =
        name.labels().entrySet().stream()
            .filter(label -> !label.getKey().equals("__name__"))
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
            .collect(Collectors.joining(","));
    return SeriesName.METRIC + "{" + labels + "} ";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Puts the whole file into its place. */
  public void finish() throws IOException {
    Path whole = aside.resolve("whole");
    try (OutputStream out = Files.newOutputStream(whole)) {
      write(
          out,
          "# HELP %1$s %2$s\n# TYPE %1$s gauge\n# UNIT %1$s watts\n"
              .formatted(SeriesName.METRIC, SeriesName.HELP));
      for (Path part : parts.values()) {
        Files.copy(part, out);
      }
      write(out, "# EOF\n");
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Why trials are missing, and how many for each reason. */
  public Map<String, Integer> missing() {
    return tally.missing();
  }

  /** What came of it. */
  public TraceTotals totals(String experimentId) {
    return tally.totals(experimentId, file.toString());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.list(aside)) {
      for (Path one : left.toList()) {
        Files.delete(one);
      }
    }
    Files.delete(aside);
  }
}
