package dev.hamlet.cli.backup;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a backup holds.
 *
 * @param schema {@link #SCHEMA}
 * @param coordinatorVersion version of the coordinator it was taken from
 * @param takenEpochMs wall clock of the moment, ms since 1970-01-01 UTC
 * @param files all files but this one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BackupManifest(
    String schema, String coordinatorVersion, long takenEpochMs, List<Entry> files) {

  /** Name and version of this format. */
  public static final String SCHEMA = "hamlet.backup/1";

  /** Name of the entry that holds it. */
  static final String NAME = "manifest.json";

  /** Copies the list. */
  public BackupManifest {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param path below the data folder, with slashes
   * @param bytes its size
   * @param sha256 of the whole file, hexadecimal
   */
  public record Entry(String path, long bytes, String sha256) {}

  /** Size of all files. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }
}
