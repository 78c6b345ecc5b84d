package dev.hamlet.models.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Bytes of the files below a folder.
 *
 * @param fileBytes as they are
 * @param compressedBytes each file after DEFLATE (RFC 1951, no header) at level 9
 */
record FolderSizes(long fileBytes, long compressedBytes) {

  static FolderSizes of(Path folder) {
    long file = 0;
    long compressed = 0;
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> files = paths.filter(Files::isRegularFile).toList();
      for (Path path : files) {
        file += Files.size(path);
        compressed += deflatedBytes(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model " + folder, e);
    }
    return new FolderSizes(file, compressed);
  }

  private static long deflatedBytes(Path file) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
      Files.copy(file, out);
      out.finish();
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }
}
