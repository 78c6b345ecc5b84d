package dev.hamlet.cli.experiment;

import dev.hamlet.proto.v1.ResolvedVariant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An experiment whose models and inputs are built.
 *
 * @param source its file
 * @param variants what the file's variants are, one for each model and label
 * @param inputSet id of the bundle of inputs
 * @param bundles file of each bundle by its id
 */
public record PreparedExperiment(
    ExperimentSource source,
    List<ResolvedVariant> variants,
    String inputSet,
    Map<String, Path> bundles) {

  /** Copies the collections. */
  public PreparedExperiment {
    variants = List.copyOf(variants);
    bundles = Map.copyOf(bundles);
  }

  /** The same, with a time limit of its own. */
  public PreparedExperiment withTimeLimit(Duration limit) {
    return new PreparedExperiment(source.withTimeLimit(limit), variants, inputSet, bundles);
  }
}
