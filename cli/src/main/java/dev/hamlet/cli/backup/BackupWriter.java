package dev.hamlet.cli.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.cli.backup.BackupManifest.Entry;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.proto.v1.BackupFile;
import dev.hamlet.proto.v1.BackupPart;
import dev.hamlet.proto.v1.BackupStart;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a backup as a zip, and holds the sender to the hashes it names. */
final class BackupWriter implements AutoCloseable {

  private final ZipOutputStream zip;
  private final LongConsumer progress;
  private final List<Entry> files = new ArrayList<>();
  private BackupStart start = BackupStart.getDefaultInstance();
  private @Nullable BackupFile file;
  private MessageDigest digest = Digests.sha256();
  private long fileBytes;
  private long doneBytes;
  private boolean ended;

  /**
   * A writer.
   *
   * @param target closed with it
   * @param progress told the bytes so far
   */
  BackupWriter(OutputStream target, LongConsumer progress) {
    zip = new ZipOutputStream(target);
    zip.setLevel(Deflater.BEST_SPEED);
    this.progress = progress;
  }

  void write(BackupPart part) throws IOException {
    switch (part.getPartCase()) {
      case START -> start = part.getStart();
      case FILE -> begin(part.getFile());
      case DATA -> data(part.getData().toByteArray());
      case FILE_END -> end(part.getFileEnd().getSha256());
      case END -> ended = part.getEnd().getFiles() == files.size();
      case PART_NOT_SET -> throw broken("a part of a kind that this version does not know");
    }
  }

  /** Size of all files as the sender announced it. */
  long announcedBytes() {
    return start.getBytes();
  }

  /** Adds the manifest; refuses a backup that broke off. */
  BackupManifest finish() throws IOException {
    if (!ended) {
      throw broken("it broke off after " + files.size() + " of " + start.getFiles() + " files");
    }
    BackupManifest manifest =
        new BackupManifest(
            BackupManifest.SCHEMA, start.getCoordinatorVersion(), start.getEpochMs(), files);
    zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
    zip.write(new JsonMapper().writeValueAsBytes(manifest));
    zip.closeEntry();
    zip.finish();
    return manifest;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void begin(BackupFile next) throws IOException {
    file = next;
    fileBytes = 0;
    digest = Digests.sha256();
    zip.putNextEntry(new ZipEntry(next.getPath()));
  }

  private void data(byte[] bytes) throws IOException {
    zip.write(bytes);
    digest.update(bytes);
    fileBytes += bytes.length;
    doneBytes += bytes.length;
    progress.accept(doneBytes);
  }

  private void end(String sha256) throws IOException {
    BackupFile done = file;
    String actual = Digests.hex(digest.digest());
    if (done == null || fileBytes != done.getBytes() || !actual.equals(sha256)) {
      throw broken("a file arrived with other bytes than it was sent with");
    }
    zip.closeEntry();
    files.add(new Entry(done.getPath(), fileBytes, sha256));
    file = null;
  }

  private static HamletException broken(String why) {
    return new HamletException(
        ErrorCode.DATA_LOSS, "the backup is not whole: " + why + ": take it again");
  }
}
