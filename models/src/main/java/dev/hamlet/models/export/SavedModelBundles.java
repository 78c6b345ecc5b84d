package dev.hamlet.models.export;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.proto.SavedModel;

/** Packs a SavedModel that somebody else wrote; its files stay as they are. */
public final class SavedModelBundles {

  private SavedModelBundles() {}

  /** Whether a path is a folder with a SavedModel. */
  public static boolean isSavedModel(Path path) {
    return Files.isRegularFile(path.resolve(SavedModels.FILE));
  }

  /** A digest of all files below the folder with their paths. */
  public static String digest(Path folder) {
    MessageDigest digest = Digests.sha256();
    for (Path file : filesBelow(folder)) {
      String line = folder.relativize(file) + " " + Digests.sha256(file) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Digests.hex(digest.digest());
  }

  /**
   * Writes the bundle.
   *
   * @param folder the SavedModel
   * @param work an empty folder for files on the way
   * @param target where the bundle goes
   * @throws HamletException INVALID_INPUT if its signature is not one that a worker can call
   */
  public static void write(Path folder, String model, String variant, Path work, Path target)
      throws IOException {
    ModelManifest manifest = manifest(folder, model, variant);
    Path entry = work.resolve(NetworkBundles.ENTRY);
    for (Path file : filesBelow(folder)) {
      Path copy = entry.resolve(folder.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Bundle.pack(work, manifest, target);
  }

  private static ModelManifest manifest(Path folder, String model, String variant) {
    ServingGraph graph = ServingGraph.of(read(folder), folder);
    GraphCost cost = GraphCost.of(graph);
    FolderSizes sizes = FolderSizes.of(folder);
    return new ModelManifest(
        model,
        variant,
        "as given",
        NetworkBundles.RUNTIME,
        NetworkBundles.ENTRY,
        graph.inputSpec(),
        graph.outputSpec(),
        graph.outputSpec().elements(),
        new ModelSizes(
            cost.parameters(),
            cost.nonZeroParameters(),
            cost.multiplyAccumulates(),
            sizes.fileBytes(),
            sizes.compressedBytes()),
        Map.of("origin", "finished SavedModel", "not_counted", cost.notCounted()));
  }

  private static SavedModel read(Path folder) {
    Path file = folder.resolve(SavedModels.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      return SavedModel.parseFrom(in);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, file + " is not a SavedModel of TensorFlow", e);
    }
  }

  private static List<Path> filesBelow(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model " + folder, e);
    }
  }
}
