package dev.hamlet.models.variant;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.models.cache.FileCache;
import dev.hamlet.models.export.SavedModelBundles;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes models that were finished elsewhere: bundles as they are, SavedModels packed. */
final class FinishedVariants {

  private FinishedVariants() {}

  static BuiltVariant build(FinishedModel model, FileCache bundles) {
    Path path = model.path();
    if (SavedModelBundles.isSavedModel(path)) {
      return packed(model, bundles);
    }
    if (Files.isRegularFile(path) && path.toString().endsWith(".zip")) {
      return taken(model);
    }
    throw Files.exists(path) ? unsupported(model) : missing(model);
  }

  private static BuiltVariant packed(FinishedModel model, FileCache bundles) {
    String key =
        Digests.sha256(
            String.join(
                "\n", model.model(), model.variant(), SavedModelBundles.digest(model.path())));
    FileCache.Entry entry =
        bundles.file(
            key + ".zip",
            (work, target) ->
                SavedModelBundles.write(
                    model.path(), model.model(), model.variant(), work, target));
    return built(model, entry.path(), entry.sha256(), entry.fresh());
  }

  private static BuiltVariant taken(FinishedModel model) {
    return built(model, model.path(), Digests.sha256(model.path()), false);
  }

  private static BuiltVariant built(FinishedModel model, Path bundle, String id, boolean fresh) {
    if (Bundle.manifest(bundle) instanceof ModelManifest manifest) {
      return new BuiltVariant(model.model(), model.variant(), bundle, id, manifest, fresh);
    }
    throw new HamletException(
        ErrorCode.INVALID_INPUT,
        "model %s: %s is a bundle of inputs, not of a model".formatted(model.model(), bundle));
  }

  private static HamletException missing(FinishedModel model) {
    return new HamletException(
        ErrorCode.NOT_FOUND,
        "model %s: there is no file %s".formatted(model.model(), model.path()));
  }

  private static HamletException unsupported(FinishedModel model) {
    return new HamletException(
        ErrorCode.INVALID_INPUT,
        "model %s: %s is neither a SavedModel folder nor a bundle of Hamlet; other formats, such as"
                .formatted(model.model(), model.path())
            + " .onnx, cannot be imported yet: convert it to a SavedModel");
  }
}
