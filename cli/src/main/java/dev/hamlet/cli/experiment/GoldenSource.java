package dev.hamlet.cli.experiment;

import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.dataset.InputSets;
import dev.hamlet.models.variant.BuiltVariant;
import dev.hamlet.models.variant.ModelSource;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import dev.hamlet.models.variant.VariantBuilder;
import dev.hamlet.proto.v1.GoldenModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds a golden model and its inputs on this machine. */
public final class GoldenSource {

  private final Installation installation;
  private final Progress progress;
  private final MonotonicClock clock;

  /**
   * A golden model that is built.
   *
   * @param model what the coordinator is told
   * @param bundles file of each bundle by its id
   */
  public record Built(GoldenModel model, Map<String, Path> bundles) {

    /** Copies the bundles. */
    public Built {
      bundles = Map.copyOf(bundles);
    }

    /** The file of a bundle. */
    public Path bundle(String id) {
      return Objects.requireNonNull(bundles.get(id), id);
    }
  }

  /** Builds into the installation's cache. */
  public GoldenSource(Installation installation, Progress progress, MonotonicClock clock) {
    this.installation = installation;
    this.progress = progress;
    this.clock = clock;
  }

  /** A model of Hamlet's own, with its usual seed; NOT_FOUND if there is none of that name. */
  public Built zoo(String name) {
    return build(name, new ZooModel(name, name));
  }

  /** A model from a file. */
  public Built file(Path path) {
    if (!Files.exists(path)) {
      throw new HamletException(ErrorCode.NOT_FOUND, path + ": there is no such file");
    }
    String name = String.valueOf(path.getFileName());
    return build(name, new FinishedModel(name, CompressionChain.BASELINE_LABEL, path));
  }

  private Built build(String name, ModelSource source) {
    progress.at("preparing the golden model", name);
    InputSets.BuiltInputSet inputs = new InputSets(installation.cache()).digitsTest();
    BuiltVariant variant =
        new VariantBuilder(installation.cache(), new BuildDisplay(progress, clock))
            .build(source, List.of(CompressionChain.BASELINE))
            .get(0);
    GoldenModel model =
        GoldenModel.newBuilder()
            .setName(name)
            .setArtifact(variant.id())
            .setInputSet(inputs.id())
            .setRuntime(variant.manifest().runtime())
            .build();
    return new Built(model, Map.of(variant.id(), variant.bundle(), inputs.id(), inputs.bundle()));
  }
}
