package dev.hamlet.cli.experiment;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.yaml.YamlDocuments;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** Reads and checks a file of one experiment; a wrong one is refused with all its problems. */
  public static ExperimentSource read(Path path) {
    List<ExperimentSource> sources = readAll(path);
    if (sources.size() > 1) {
      throw new InvalidInputException(
          path.toString(), "the file holds " + sources.size() + " experiments, not one");
    }
    return sources.get(0);
  }

  /**
   * Reads and checks every document of a file, an experiment each. Problems of all of them are
   * refused together, at their places in the file.
   */
  public static List<ExperimentSource> readAll(Path path) {
    Path folder = path.toAbsolutePath().normalize().getParent();
    List<ExperimentSource> sources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : YamlDocuments.of(text(path))) {
      try {
        sources.add(of(path.toString(), text, folder == null ? path.toAbsolutePath() : folder));
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return List.copyOf(sources);
  }

  private static String text(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return text(in, path.toString());
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
    return of(fileName, text(in, fileName), folder);
  }

  private static String text(InputStream in, String fileName) throws IOException {
    byte[] bytes = in.readNBytes(ExperimentFileParser.LONGEST_FILE + 1);
    if (bytes.length > ExperimentFileParser.LONGEST_FILE) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          fileName + " is longer than " + ExperimentFileParser.LONGEST_FILE + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
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
