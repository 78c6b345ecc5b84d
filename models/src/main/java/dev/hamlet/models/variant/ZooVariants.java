package dev.hamlet.models.variant;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.security.Digests;
import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.Zoo;
import dev.hamlet.models.cache.FileCache;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.compression.FineTuner;
import dev.hamlet.models.export.NetworkBundles;
import dev.hamlet.models.training.TrainedNetworks;
import dev.hamlet.models.training.Trainer;
import dev.hamlet.models.training.TrainingPlan;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/** Builds the variants of one model of the zoo; trains it once, when the first is not cached. */
final class ZooVariants {

  /** Changes whenever equal networks give other bundles or compressions; part of cache keys. */
  private static final int VERSION = 1;

  private final ZooModel model;
  private final Architecture architecture;
  private final TrainingPlan plan;
  private final TrainedNetworks trained;
  private final FileCache bundles;
  private final Trainer trainer;
  private final BuildProgress progress;
  private @Nullable Network baseline;

  ZooVariants(
      ZooModel model,
      Path cacheFolder,
      FileCache bundles,
      Trainer trainer,
      BuildProgress progress) {
    this.model = model;
    this.architecture = Zoo.architecture(model.zoo());
    this.plan = TrainingPlan.fromScratch(model.steps(), model.seed());
    this.trained = new TrainedNetworks(cacheFolder, trainer);
    this.bundles = bundles;
    this.trainer = trainer;
    this.progress = progress;
  }

  BuiltVariant build(CompressionChain chain) {
    FileCache.Entry entry =
        bundles.file(
            key(chain) + ".zip",
            (work, target) ->
                NetworkBundles.write(
                    chain.apply(baseline(), fineTuner(chain)), description(chain), work, target));
    return new BuiltVariant(
        model.model(),
        chain.label(),
        entry.path(),
        entry.sha256(),
        (ModelManifest) Bundle.manifest(entry.path()),
        entry.fresh());
  }

  private String key(CompressionChain chain) {
    return Digests.sha256(
        String.join(
            "\n",
            Integer.toString(VERSION),
            model.model(),
            TrainedNetworks.key(architecture, plan),
            chain.label(),
            chain.description()));
  }

  private Network baseline() {
    Network network = baseline;
    if (network == null) {
      network =
          trained.get(
              architecture,
              plan,
              (step, steps, loss) -> progress.training(model.model(), step, steps, loss));
      baseline = network;
    }
    return network;
  }

  private FineTuner fineTuner(CompressionChain chain) {
    String what = model.model() + " " + chain.label();
    return (network, steps, seed) ->
        trainer.improve(
            network,
            TrainingPlan.fineTune(steps, seed),
            (step, all, loss) -> progress.training(what, step, all, loss));
  }

  private NetworkBundles.Description description(CompressionChain chain) {
    Map<String, String> provenance =
        Map.of(
            "zoo", model.zoo(),
            "seed", Long.toString(model.seed()),
            "steps", Integer.toString(model.steps()),
            "training", Trainer.canonical(),
            "tensorflow", TensorFlow.version());
    return new NetworkBundles.Description(
        model.model(), chain.label(), chain.description(), provenance);
  }
}
