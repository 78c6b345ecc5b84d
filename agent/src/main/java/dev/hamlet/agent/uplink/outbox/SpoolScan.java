package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.wire.TelemetryCodec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier life of the agent left in a spool file.
 *
 * @param session whose telemetry it is
 * @param entries batches that are whole, in the order of their sequences
 * @param sizeBytes up to where the file is whole
 */
record SpoolScan(Path file, SessionIdentity session, List<Entry> entries, long sizeBytes) {

  /**
   * A batch.
   *
   * @param offset where its bytes begin
   */
  record Entry(long sequence, long offset, int length) {}

  /**
   * Reads a file through.
   *
   * @throws IOException if it cannot be read at all
   */
  static SpoolScan read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      SessionIdentity session = SpoolFormat.session(in);
      long at = SpoolFormat.head(session).length;
      List<Entry> entries = new ArrayList<>();
      for (Optional<byte[]> next = SpoolFormat.next(in);
          next.isPresent();
          next = SpoolFormat.next(in)) {
        byte[] bytes = next.get();
        long sequence = TelemetryCodec.decode(ByteBuffer.wrap(bytes)).sequence();
        entries.add(new Entry(sequence, at + SpoolFormat.ENTRY_HEAD_BYTES, bytes.length));
        at += SpoolFormat.ENTRY_HEAD_BYTES + bytes.length;
      }
      return new SpoolScan(file, session, List.copyOf(entries), at);
    }
  }
}
