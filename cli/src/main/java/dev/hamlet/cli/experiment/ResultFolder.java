package dev.hamlet.cli.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.ResultsRequest.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where results go. It is tried before any work, and a file in it is either whole or absent.
 *
 * <p>Without a folder of the user's, results go to {@code hamlet-results/<experiment id>} below the
 * working folder. Those of several experiments go to a folder each.
 */
public final class ResultFolder {

  /** The document that the terminal's table is made from. */
  public static final String RESULTS_JSON = "results.json";

  private static final String DEFAULT_PARENT = "hamlet-results";
  private static final Map<String, Document> DOCUMENTS = documents();

  private final Path tried;
  private final boolean oneEach;

  private ResultFolder(Path tried, boolean oneEach) {
    this.tried = tried;
    this.oneEach = oneEach;
  }

  /** Makes the folder and tries to write to it; RESOURCE with a sentence if that fails. */
  public static ResultFolder tried(Optional<Path> choice, Path workingFolder) {
    Path folder = workingFolder.resolve(choice.orElse(Path.of(DEFAULT_PARENT))).normalize();
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".trial-", ".part"));
      return new ResultFolder(folder, choice.isEmpty());
    } catch (FileAlreadyExistsException e) {
      throw refused(folder, "there is a file of that name", e);
    } catch (IOException e) {
      throw refused(folder, "no right to write there", e);
    }
  }

  /** The same place for the results of several experiments: a folder for each below it. */
  public ResultFolder forSeveral() {
    return new ResultFolder(tried, true);
  }

  /**
   * Fetches all documents of an experiment, beside their places, then renames them.
   *
   * @return the folder they are in
   */
  public Path write(OperatorClient client, String experimentId) {
    Path folder = folderOf(experimentId);
    try {
      Files.createDirectories(folder);
      Map<Path, Path> fetched = new LinkedHashMap<>();
      for (Map.Entry<String, Document> document : DOCUMENTS.entrySet()) {
        Path aside = folder.resolve(document.getKey() + ".part");
        try (OutputStream out = Files.newOutputStream(aside)) {
          client.results(experimentId, document.getValue(), out);
        }
        fetched.put(aside, folder.resolve(document.getKey()));
      }
      for (Map.Entry<Path, Path> file : fetched.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
      return folder;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "results of " + experimentId + " cannot be written to " + folder + ": " + e.getMessage(),
          e);
    }
  }

  Path folderOf(String experimentId) {
    return oneEach ? tried.resolve(experimentId) : tried;
  }

  /** Takes the folder away again if nothing came into it. */
  public void leaveIfEmpty() {
    try {
      Files.deleteIfExists(tried);
    } catch (DirectoryNotEmptyException | NoSuchFileException ignored) {
      // It holds results, of this experiment or of earlier ones.
    } catch (IOException ignored) {
      // An empty folder harms nobody.
    }
  }

  private static HamletException refused(Path folder, String why, IOException cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "cannot write results to " + folder + ": " + why + "; name another folder with --output",
        cause);
  }

  private static Map<String, Document> documents() {
    Map<String, Document> documents = new LinkedHashMap<>();
    documents.put("trials.csv", Document.TRIALS_CSV);
    documents.put("cells.csv", Document.CELLS_CSV);
    documents.put(RESULTS_JSON, Document.RESULTS_JSON);
    return documents;
  }
}
