package dev.hamlet.coordinator;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of everything that a coordinator keeps. */
record DataFolder(Path path) {

  /** The folder, made if it is missing; RESOURCE if it cannot be written to. */
  static DataFolder open(Path path) {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "write-", ".probe"));
      return new DataFolder(path);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "cannot write to the data folder "
              + path.toAbsolutePath()
              + " ("
              + e.getClass().getSimpleName()
              + "): choose another with --state",
          e);
    }
  }

  Path store() {
    return path.resolve("hamlet.db");
  }

  Path telemetry() {
    return path.resolve("telemetry");
  }

  Path artifacts() {
    return path.resolve("artifacts");
  }
}
