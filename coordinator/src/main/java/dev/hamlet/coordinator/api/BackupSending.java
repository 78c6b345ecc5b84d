package dev.hamlet.coordinator.api;

import com.google.protobuf.UnsafeByteOperations;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.backup.Snapshot;
import dev.hamlet.coordinator.backup.Snapshot.SnapshotFile;
import dev.hamlet.proto.v1.BackupEnd;
import dev.hamlet.proto.v1.BackupFile;
import dev.hamlet.proto.v1.BackupFileEnd;
import dev.hamlet.proto.v1.BackupPart;
import dev.hamlet.proto.v1.BackupStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;

/** One backup on its way out. */
final class BackupSending {

  private static final int CHUNK_BYTES = 256 << 10;

  private final Pace<BackupPart> pace;
  private final String version;
  private final long epochMs;

  BackupSending(Pace<BackupPart> pace, String version, long epochMs) {
    this.pace = pace;
    this.version = version;
    this.epochMs = epochMs;
  }

  void send(Snapshot snapshot) throws InterruptedException {
    pace.send(
        BackupPart.newBuilder()
            .setStart(
                BackupStart.newBuilder()
                    .setCoordinatorVersion(version)
                    .setEpochMs(epochMs)
                    .setBytes(snapshot.bytes())
                    .setFiles(snapshot.files().size()))
            .build());
    for (SnapshotFile file : snapshot.files()) {
      send(file);
    }
    pace.send(
        BackupPart.newBuilder()
            .setEnd(BackupEnd.newBuilder().setFiles(snapshot.files().size()))
            .build());
  }

  private void send(SnapshotFile file) throws InterruptedException {
    pace.send(
        BackupPart.newBuilder()
            .setFile(BackupFile.newBuilder().setPath(file.name()).setBytes(file.bytes()))
            .build());
    MessageDigest digest = Digests.sha256();
    try (InputStream in = Files.newInputStream(file.path())) {
      long leftBytes = file.bytes();
      while (leftBytes > 0) {
        byte[] chunk = in.readNBytes((int) Math.min(CHUNK_BYTES, leftBytes));
        if (chunk.length == 0) {
          throw new IOException(leftBytes + " bytes are missing");
        }
        leftBytes -= chunk.length;
        digest.update(chunk);
        pace.send(BackupPart.newBuilder().setData(UnsafeByteOperations.unsafeWrap(chunk)).build());
      }
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, file.name() + " cannot be read: " + e, e);
    }
    pace.send(
        BackupPart.newBuilder()
            .setFileEnd(BackupFileEnd.newBuilder().setSha256(Digests.hex(digest.digest())))
            .build());
  }
}
