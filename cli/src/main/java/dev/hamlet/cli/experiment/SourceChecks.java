package dev.hamlet.cli.experiment;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.models.dataset.InputSets;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What only this machine can tell of an experiment file: whether its models, files, compressions
 * and inputs exist here. Nothing is built.
 */
public final class SourceChecks {

  private final ExperimentSource source;
  private final VariantSources variants;
  private final Set<Problem> problems = new LinkedHashSet<>();

  private SourceChecks(ExperimentSource source) {
    this.source = source;
    this.variants = new VariantSources(source);
  }

  /** Refuses the file with all that is missing. */
  public static void require(ExperimentSource source) {
    SourceChecks checks = new SourceChecks(source);
    checks.inputs();
    VariantsOfModels.of(source.file().matrix())
        .forEach((model, labels) -> labels.forEach(label -> checks.variant(model, label)));
    if (!checks.problems.isEmpty()) {
      throw new InvalidInputException(List.copyOf(checks.problems));
    }
  }

  private void inputs() {
    String set = source.file().inputs().set();
    if (!set.equals(InputSets.DIGITS_TEST)) {
      problem("inputs.set", "there is no input set " + set + "; there is " + InputSets.DIGITS_TEST);
    }
  }

  private void variant(String model, String label) {
    try {
      var unused = variants.compression(label);
      if (variants.model(model, label) instanceof FinishedModel finished
          && !Files.exists(finished.path())) {
        modelProblem(model, "there is no file " + finished.path());
      }
    } catch (InvalidInputException e) {
      problems.addAll(e.problems());
    } catch (HamletException e) {
      modelProblem(model, String.valueOf(e.getMessage()));
    }
  }

  private void modelProblem(String model, String message) {
    String place = ExperimentFileParser.placeOfModel(source.fileName(), source.text(), model);
    problems.add(new Problem(place, "models." + model + ": " + message));
  }

  private void problem(String place, String message) {
    problems.add(new Problem(source.fileName() + ": " + place, message));
  }
}
