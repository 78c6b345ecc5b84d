package dev.hamlet.cli.experiment;

import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.models.dataset.InputSets;
import dev.hamlet.models.variant.BuiltVariant;
import dev.hamlet.models.variant.VariantBuilder;
import dev.hamlet.proto.v1.ResolvedVariant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds what an experiment file names, on this machine; what was built before is not again. */
public final class Preparation {

  private final Installation installation;
  private final Progress progress;
  private final MonotonicClock clock;

  /** Builds into the installation's cache. */
  public Preparation(Installation installation, Progress progress, MonotonicClock clock) {
    this.installation = installation;
    this.progress = progress;
    this.clock = clock;
  }

  /** Builds the input set and every variant of the matrix. */
  public PreparedExperiment prepare(ExperimentSource source) {
    return prepare(source, Restriction.NONE);
  }

  /** The same of the part of the matrix that is asked for. */
  public PreparedExperiment prepare(ExperimentSource source, Restriction restriction) {
    SourceChecks.require(source);
    progress.at("preparing models and inputs", "");
    Map<String, Path> bundles = new HashMap<>();
    InputSets.BuiltInputSet inputs = new InputSets(installation.cache()).digitsTest();
    bundles.put(inputs.id(), inputs.bundle());
    List<ResolvedVariant> resolved = new ArrayList<>();
    VariantBuilder builder =
        new VariantBuilder(installation.cache(), new BuildDisplay(progress, clock));
    VariantsOfModels.of(source.file().matrix(), restriction)
        .forEach(
            (model, labels) -> {
              for (String label : labels) {
                BuiltVariant built = build(builder, source, model, label);
                bundles.put(built.id(), built.bundle());
                resolved.add(resolved(model, label, built));
              }
            });
    return new PreparedExperiment(source, resolved, inputs.id(), bundles);
  }

  private static BuiltVariant build(
      VariantBuilder builder, ExperimentSource source, String model, String label) {
    VariantSources sources = new VariantSources(source);
    return builder.build(sources.model(model, label), List.of(sources.compression(label))).get(0);
  }

  private static ResolvedVariant resolved(String model, String label, BuiltVariant built) {
    ModelSizes sizes = built.manifest().sizes();
    return ResolvedVariant.newBuilder()
        .setModel(model)
        .setVariant(label)
        .setArtifact(built.id())
        .setCompression(built.manifest().compression())
        .setParameters(sizes.parameters())
        .setMultiplyAccumulates(sizes.multiplyAccumulates())
        .setFileBytes(sizes.fileBytes())
        .setCompressedBytes(sizes.compressedBytes())
        .build();
  }
}
