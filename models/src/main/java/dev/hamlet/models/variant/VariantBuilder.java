package dev.hamlet.models.variant;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.cache.FileCache;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.training.Trainer;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the variants of models as bundles. What was built before from equal parts comes from the
 * cache folder, without loading TensorFlow. Not for several threads at once.
 */
public final class VariantBuilder {

  private final Path cacheFolder;
  private final FileCache bundles;
  private final BuildProgress progress;
  private final Trainer trainer = new Trainer();

  /**
   * With a folder of its own for trained networks and bundles; RESOURCE if it cannot be written.
   */
  public VariantBuilder(Path cacheFolder, BuildProgress progress) {
    this.cacheFolder = cacheFolder;
    this.bundles = new FileCache(cacheFolder.resolve("models"));
    this.progress = progress;
  }

  /**
   * The variants of a model, in the order of their chains.
   *
   * @param chains what to compress it by; a finished model takes only {@link
   *     CompressionChain#BASELINE}
   * @throws HamletException INVALID_INPUT or NOT_FOUND with a sentence for the user
   */
  public List<BuiltVariant> build(ModelSource source, List<CompressionChain> chains) {
    List<BuiltVariant> built = new ArrayList<>();
    ZooVariants zoo =
        source instanceof ZooModel model
            ? new ZooVariants(model, cacheFolder, bundles, trainer, progress)
            : null;
    for (CompressionChain chain : chains) {
      BuiltVariant variant =
          zoo != null ? zoo.build(chain) : finished((FinishedModel) source, chain);
      progress.built(variant);
      built.add(variant);
    }
    return built;
  }

  private BuiltVariant finished(FinishedModel model, CompressionChain chain) {
    if (!chain.equals(CompressionChain.BASELINE)) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "model %s is a finished file and cannot be compressed (%s): name finished variants"
                  .formatted(model.model(), chain.label())
              + " as files, or use a model of the zoo");
    }
    return FinishedVariants.build(model, bundles);
  }
}
