package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.TelemetryCodec;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.segment.Segment.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads records back. Opens files per call, so an interrupted reader closes only its own channel;
 * what has expired since it was looked up is left out.
 */
public final class LogReader {

  private LogReader() {}

  /** The records at the places, in their order within each segment. */
  public static List<TelemetryRecord> read(List<Location> places) {
    Map<Segment, List<Location>> bySegment = new LinkedHashMap<>();
    for (Location place : places) {
      bySegment.computeIfAbsent(place.segment(), segment -> new ArrayList<>()).add(place);
    }
    List<TelemetryRecord> records = new ArrayList<>(places.size());
    bySegment.forEach((segment, own) -> records.addAll(read(segment, own)));
    return records;
  }

  private static List<TelemetryRecord> read(Segment segment, List<Location> places) {
    List<TelemetryRecord> records = new ArrayList<>(places.size());
    try (FileChannel channel = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
      for (Location place : places) {
        records.add(TelemetryCodec.decode(Frame.payload(Segment.read(channel, place))));
      }
    } catch (NoSuchFileException ignored) {
      // expired between look-up and read: it is as if it had been asked for later
      return List.of();
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "The telemetry segment %s cannot be read: %s.".formatted(segment.path(), e.getMessage()),
          e);
    }
    return records;
  }
}
