package dev.hamlet.cli.experiment;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An experiment file as it was read.
 *
 * @param fileName its name in messages
 * @param text as the user wrote it
 * @param folder what paths in it start from
 * @param file what it says
 */
public record ExperimentSource(String fileName, String text, Path folder, ExperimentFile file) {

  private static final Pattern ORDER = Pattern.compile("(?m)^order:.*$");
  private static final Pattern TIME_LIMIT = Pattern.compile("(?m)^time_limit:.*$");

  /** Reads and checks a file; a wrong one is refused with all its problems. */
  public static ExperimentSource read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      Path folder = path.toAbsolutePath().normalize().getParent();
      return read(in, path.toString(), folder == null ? path.toAbsolutePath() : folder);
    } catch (NoSuchFileException e) {
      throw new HamletException(ErrorCode.NOT_FOUND, path + ": there is no such file", e);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads and checks the text of a stream, which stays the caller's. */
  public static ExperimentSource read(InputStream in, String fileName, Path folder)
      throws IOException {
    byte[] bytes = in.readNBytes(ExperimentFileParser.LONGEST_FILE + 1);
    if (bytes.length > ExperimentFileParser.LONGEST_FILE) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          fileName + " is longer than " + ExperimentFileParser.LONGEST_FILE + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return of(fileName, text, folder);
  }

  /** The same experiment with another seed; the file must give its order in one line. */
  public ExperimentSource withSeed(long seed) {
    String reseeded = ORDER.matcher(text).replaceFirst("order: {seed: " + seed + "}");
    return of(fileName, reseeded, folder);
  }

  /** The same experiment with another time limit; the file must give its own in one line. */
  public ExperimentSource withTimeLimit(Duration limit) {
    String limited =
        TIME_LIMIT.matcher(text).replaceFirst("time_limit: " + limit.toSeconds() + "s");
    return of(fileName, limited, folder);
  }

  private static ExperimentSource of(String fileName, String text, Path folder) {
    return new ExperimentSource(fileName, text, folder, ExperimentFileParser.parse(fileName, text));
  }
}
