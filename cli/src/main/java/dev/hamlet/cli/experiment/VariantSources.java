package dev.hamlet.cli.experiment;

import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.util.Objects;

/** From the words of an experiment file to those of the module that builds models. */
final class VariantSources {

  private final ExperimentSource source;

  VariantSources(ExperimentSource source) {
    this.source = source;
  }

  /** Where a variant of a model starts from; NOT_FOUND if the zoo lacks it. */
  dev.hamlet.models.variant.ModelSource model(String model, String label) {
    ModelSource from = Objects.requireNonNull(source.file().models().get(model), model);
    if (from instanceof ModelSource.Zoo zoo) {
      return new ZooModel(model, zoo.zoo(), zoo.seed(), zoo.steps().orElse(ZooModel.DEFAULT_STEPS));
    }
    ModelSource.OnFile onFile = (ModelSource.OnFile) from;
    String path =
        spec(label) instanceof VariantSpec.Finished finished
            ? Objects.requireNonNull(onFile.variants().get(finished.label()), finished.label())
            : onFile.file();
    return new FinishedModel(model, label, source.folder().resolve(path));
  }

  /** What the model is compressed by. */
  CompressionChain compression(String label) {
    return spec(label) instanceof VariantSpec.Chain chain
        ? CompressionChain.parse(chain.words(), "variant " + label)
        : CompressionChain.BASELINE;
  }

  private VariantSpec spec(String label) {
    return Objects.requireNonNull(source.file().matrix().variants().get(label), label);
  }
}
