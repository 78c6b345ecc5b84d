package dev.hamlet.common.artifact;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A content-addressed bundle: a model or an input set in one file, named by the SHA-256 of its
 * bytes.
 *
 * <p>A ZIP whose first entry is {@code manifest.json} and whose others lie below {@code content/},
 * in the order of their paths and with one fixed time stamp: equal content gives equal bytes.
 */
public final class Bundle {

  private static final String MANIFEST = "manifest.json";
  private static final String CONTENT = "content/";
  private static final FileTime FIXED_TIME = FileTime.fromMillis(1_600_000_000_000L);
  private static final long MAX_UNPACKED_BYTES = 4L << 30;

  private Bundle() {}

  /**
   * Packs a folder.
   *
   * @param content folder whose files become the content
   * @param target where the bundle goes; written aside and renamed
   * @return the bundle's id: SHA-256 of its bytes, hexadecimal
   */
  public static String pack(Path content, Manifest manifest, Path target) {
    Path aside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(aside))) {
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        entry(zip, MANIFEST);
        zip.write(ManifestCodec.write(manifest));
        for (Path file : filesBelow(content)) {
          entry(zip, CONTENT + content.relativize(file).toString().replace('\\', '/'));
          Files.copy(file, zip);
        }
      }
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the bundle " + target, e);
    }
    return Digests.sha256(target);
  }

  /** Reads the manifest of a bundle file without unpacking it. */
  public static Manifest manifest(Path bundle) {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
      ZipEntry first = zip.getNextEntry();
      if (first == null || !first.getName().equals(MANIFEST)) {
        throw new HamletException(
            ErrorCode.DATA_LOSS, bundle + " is not a bundle: it has no manifest");
      }
      return ManifestCodec.read(zip.readAllBytes(), bundle.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundle " + bundle, e);
    }
  }

  /**
   * Unpacks the content into a folder that does not exist yet; written aside and renamed. A path
   * that leads out of the folder is refused.
   */
  public static void unpack(Path bundle, Path target) {
    Path aside =
        target.resolveSibling(target.getFileName() + ".part-" + ProcessHandle.current().pid());
    long leftBytes = MAX_UNPACKED_BYTES;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
      Files.createDirectories(aside);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(CONTENT)) {
          leftBytes -=
              write(
                  zip,
                  safePath(aside, entry.getName().substring(CONTENT.length()), bundle),
                  leftBytes);
        }
      }
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the bundle " + bundle + " to " + target, e);
    }
  }

  private static void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FIXED_TIME);
    zip.putNextEntry(entry);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path safePath(Path folder, String name, Path bundle) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder) || name.isEmpty()) {
      throw new HamletException(
          ErrorCode.DATA_LOSS, bundle + " has an entry that leads out of it: " + name);
    }
    return path;
  }

  private static long write(InputStream in, Path file, long leftBytes) throws IOException {
    Files.createDirectories(file.getParent());
    long written = 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written += n;
        if (written > leftBytes) {
          throw new HamletException(
              ErrorCode.DATA_LOSS, "bundle unpacks to more than " + MAX_UNPACKED_BYTES + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
    return written;
  }
}
