package dev.hamlet.coordinator.telemetry;

import dev.hamlet.coordinator.telemetry.segment.EncodedRecord;
import dev.hamlet.coordinator.telemetry.segment.LogEntry;
import dev.hamlet.coordinator.telemetry.segment.Segment;
import dev.hamlet.coordinator.telemetry.segment.Segment.Location;
import dev.hamlet.coordinator.telemetry.segment.SegmentHeader;
import dev.hamlet.coordinator.telemetry.segment.SegmentScanner;
import dev.hamlet.coordinator.telemetry.segment.SegmentWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one device. One commit is {@link #write}, {@link #sync} and {@link #publish}, or
 * {@link #rollBack} if anything fails: then the file is as long as before.
 *
 * <p>Threads: only the owner's append lock writes; the index may be read by anyone.
 */
final class DeviceLog {

  /** Sessions whose durable sequence a new segment repeats, so that older ones may expire. */
  private static final int WATERMARKS = 256;

  private record Pending(LogEntry entry, Location location) {}

  private final String device;
  private final Path folder;
  private final long segmentBytes;
  private final LongSupplier nextNumber;
  private final DeviceIndex index = new DeviceIndex();

  /** Durable bytes of every segment; the last one is appended to while it has room. */
  private final TreeMap<Long, Long> segments = new TreeMap<>();

  private final List<Pending> pending = new ArrayList<>();
  private @Nullable SegmentWriter writer;

  DeviceLog(String device, Path folder, long segmentBytes, LongSupplier nextNumber) {
    this.device = device;
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.nextNumber = nextNumber;
  }

  DeviceIndex index() {
    return index;
  }

  /** Takes in a segment found at open; segments come in the order of their numbers. */
  SegmentScanner.Findings load(Segment segment, int headerBytes) throws IOException {
    SegmentScanner.Findings findings = SegmentScanner.scan(segment, headerBytes, index::add);
    segments.put(segment.number(), findings.intactBytes());
    return findings;
  }

  /** Appends frames, not yet durable and not yet to be found. */
  void write(List<EncodedRecord> records) throws IOException {
    SegmentWriter open = writerWithRoom();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<EncodedRecord> frames = new ArrayList<>();
    int header = 0;
    if (open.durableBytes() == 0) {
      byte[] start = new SegmentHeader(open.segment().number(), device).encoded();
      header = start.length;
      bytes.writeBytes(start);
      index.watermarks(WATERMARKS).forEach(mark -> frames.add(EncodedRecord.of(mark)));
    }
    frames.addAll(records);
    List<Integer> lengths = new ArrayList<>();
    for (EncodedRecord record : frames) {
      byte[] frame = record.frame();
      lengths.add(frame.length);
      bytes.writeBytes(frame);
    }
    long offset = open.write(ByteBuffer.wrap(bytes.toByteArray())) + header;
    for (int i = 0; i < frames.size(); i++) {
      Location location = new Location(open.segment(), offset, lengths.get(i));
      pending.add(new Pending(frames.get(i).entry(), location));
      offset += lengths.get(i);
    }
  }

  /** Makes what was written durable. */
  void sync() throws IOException {
    if (writer != null) {
      writer.sync();
    }
  }

  /** Lets readers find what is durable now; by how many bytes that is more than before. */
  long publish() {
    long grown = 0;
    if (writer != null) {
      Long before = segments.put(writer.segment().number(), writer.durableBytes());
      grown = writer.durableBytes() - (before == null ? 0 : before);
    }
    pending.forEach(one -> index.add(one.entry(), one.location()));
    pending.clear();
    return grown;
  }

  /** Forgets what was written; the next writer cuts it off. */
  void rollBack() throws IOException {
    pending.clear();
    close();
  }

  void close() throws IOException {
    SegmentWriter open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  /** Durable bytes of all segments. */
  long bytes() {
    return segments.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All files, and how much of each is durable. */
  List<DurableFile> files() {
    return segments.entrySet().stream()
        .map(entry -> new DurableFile(segment(entry.getKey()).path(), entry.getValue()))
        .toList();
  }

  /** The oldest segment that is not appended to any more. */
  Optional<Segment> oldestClosed() {
    return segments.size() < 2 ? Optional.empty() : Optional.of(segment(segments.firstKey()));
  }

  /** Deletes a segment and what the index knows of it; returns its bytes. */
  long expire(Segment segment) throws IOException {
    index.remove(segment);
    Files.deleteIfExists(segment.path());
    Long bytes = segments.remove(segment.number());
    return bytes == null ? 0 : bytes;
  }

  private SegmentWriter writerWithRoom() throws IOException {
    if (writer != null && writer.durableBytes() < segmentBytes) {
      return writer;
    }
    close();
    boolean hasRoom = !segments.isEmpty() && segments.lastEntry().getValue() < segmentBytes;
    Segment segment = segment(hasRoom ? segments.lastKey() : nextNumber.getAsLong());
    writer = SegmentWriter.open(segment, hasRoom ? segments.lastEntry().getValue() : 0);
    return writer;
  }

  private Segment segment(long number) {
    return new Segment(number, folder.resolve("%016x%s".formatted(number, Segment.SUFFIX)));
  }
}
