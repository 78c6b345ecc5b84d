package dev.hamlet.cli.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.cli.backup.BackupManifest.Entry;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that is read: nothing of it is believed before its hash is right. */
public final class BackupContent implements AutoCloseable {

  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupContent(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens a backup; refuses a file that is none, with a sentence. */
  public static BackupContent open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new HamletException(ErrorCode.NOT_FOUND, "there is no file " + file);
    }
    try {
      ZipFile zip = new ZipFile(file.toFile());
      try {
        return new BackupContent(file, zip, manifest(file, zip));
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, file + " is no backup of a coordinator, or broke off", e);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, file + " cannot be read: " + e, e);
    }
  }

  /** What is in it. */
  public BackupManifest manifest() {
    return manifest;
  }

  /** Writes all files below a folder, each checked against its hash. */
  public void unpack(Path folder) {
    try {
      for (Entry entry : manifest.files()) {
        unpack(entry, folder);
      }
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot restore to " + folder + " (" + e + ")", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, file + " cannot be closed: " + e, e);
    }
  }

  private void unpack(Entry entry, Path folder) throws IOException {
    Path target = folder.resolve(entry.path()).normalize();
    ZipEntry packed = zip.getEntry(entry.path());
    if (!target.startsWith(folder) || packed == null) {
      throw damaged(entry);
    }
    Files.createDirectories(target.getParent());
    MessageDigest digest = Digests.sha256();
    try (InputStream in = zip.getInputStream(packed);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
      in.transferTo(out);
    } catch (ZipException e) {
      throw damaged(entry);
    }
    if (!Digests.hex(digest.digest()).equals(entry.sha256())) {
      throw damaged(entry);
    }
  }

  private HamletException damaged(Entry entry) {
    return new HamletException(
        ErrorCode.DATA_LOSS, file + " is damaged at " + entry.path() + ": use another backup");
  }

  private static BackupManifest manifest(Path file, ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(BackupManifest.NAME);
    if (entry == null) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, file + " is no backup of a coordinator: it has no manifest");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      BackupManifest manifest = new JsonMapper().readValue(in, BackupManifest.class);
      if (!BackupManifest.SCHEMA.equals(manifest.schema())) {
        throw new HamletException(
            ErrorCode.PRECONDITION,
            "%s is a backup of the format %s, this version reads %s: use the version that made it"
                .formatted(file, manifest.schema(), BackupManifest.SCHEMA));
      }
      return manifest;
    }
  }
}
