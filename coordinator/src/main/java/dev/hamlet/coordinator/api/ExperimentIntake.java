package dev.hamlet.coordinator.api;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.ResolvedArtifact;
import dev.hamlet.coordinator.experiment.plan.ResolvedInputs;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.VariantRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Turns a submission into a stored experiment, or into every reason why it cannot be measured.
 *
 * <p>Threads: any; may wait for the disk.
 */
public final class ExperimentIntake {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MAX_ID = 200;

  private final ResultStore store;
  private final ArtifactStore artifacts;
  private final EpochClock wallClock;
  private final Consumer<ExperimentRecord> stored;

  /**
   * An intake.
   *
   * @param stored told of every experiment after it is stored
   */
  public ExperimentIntake(
      ResultStore store,
      ArtifactStore artifacts,
      EpochClock wallClock,
      Consumer<ExperimentRecord> stored) {
    this.store = store;
    this.artifacts = artifacts;
    this.wallClock = wallClock;
    this.stored = stored;
  }

  /**
   * Takes a submission; one that was taken before gives the same experiment again.
   *
   * @throws InvalidInputException with every problem
   */
  Accepted submit(Submission submission) {
    checkId(submission.submissionId());
    ExperimentFile file = ExperimentFileParser.parse(submission.fileName(), submission.fileText());
    ExperimentRecord record =
        earlier(submission.submissionId()).orElseGet(() -> store(submission, file));
    stored.accept(record);
    List<PlannedCell> cells = store.cells(record.id()).stream().map(CellRecord::plan).toList();
    return new Accepted(record.id(), cells.size(), warnings(file, cells));
  }

  private List<String> warnings(ExperimentFile file, List<PlannedCell> cells) {
    Set<String> devices =
        cells.stream().map(cell -> cell.group().device()).collect(Collectors.toSet());
    List<String> warnings =
        new ArrayList<>(file.warnings().stream().map(Problem::toString).toList());
    warnings.addAll(
        ExperimentPlanner.warnings(
            file, devices, store.devices().stream().map(DeviceRecord::facts).toList()));
    return warnings;
  }

  private ExperimentRecord store(Submission submission, ExperimentFile file) {
    ResolvedInputs inputs = resolve(submission);
    String id = freshId(submission.submissionId());
    List<PlannedCell> cells =
        ExperimentPlanner.plan(
                file,
                submission.variants().stream()
                    .map(one -> new ResolvedArtifact(one.model(), one.variant(), one.artifact()))
                    .toList(),
                inputs,
                store.devices().stream()
                    .filter(device -> !device.attached())
                    .map(DeviceRecord::facts)
                    .toList(),
                id)
            .cells();
    return store.submit(
        ExperimentRecord.submitted(
            id,
            submission.submissionId(),
            file.name(),
            file.owner(),
            submission.fileName(),
            submission.fileText(),
            file.seed(),
            submission.inputSet(),
            wallClock.epochMs()),
        submission.variants(),
        cells);
  }

  private ResolvedInputs resolve(Submission submission) {
    List<Problem> problems = new ArrayList<>();
    for (VariantRecord variant : submission.variants()) {
      String place = variant.model() + "/" + variant.variant();
      if (isMissing(place, variant.artifact(), problems)) {
        continue;
      }
      if (!(artifacts.manifest(variant.artifact()) instanceof ModelManifest)) {
        problems.add(new Problem(place, variant.artifact() + " is not a bundle of a model"));
      }
    }
    int count = 0;
    if (!isMissing("inputs.set", submission.inputSet(), problems)) {
      if (artifacts.manifest(submission.inputSet()) instanceof InputSetManifest inputs) {
        count = inputs.count();
      } else {
        problems.add(
            new Problem("inputs.set", submission.inputSet() + " is not a bundle of inputs"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new ResolvedInputs(submission.inputSet(), count);
  }

  private boolean isMissing(String place, String artifact, List<Problem> problems) {
    if (artifacts.has(artifact)) {
      return false;
    }
    problems.add(new Problem(place, "artifact " + artifact + " is not here: upload it first"));
    return true;
  }

  private Optional<ExperimentRecord> earlier(String submissionId) {
    return store.experiments().stream()
        .filter(record -> record.submissionId().equals(submissionId))
        .findFirst();
  }

  /** Day and six digits of a hash, more of them where six are taken. */
  private String freshId(String submissionId) {
    String day = DAY.format(Instant.ofEpochMilli(wallClock.epochMs()));
    String hash = Digests.sha256(submissionId);
    int digits = 6;
    while (store.experiment("e-" + day + "-" + hash.substring(0, digits)).isPresent()) {
      digits++;
    }
    return "e-" + day + "-" + hash.substring(0, digits);
  }

  private static void checkId(String submissionId) {
    if (submissionId.isBlank() || submissionId.length() > MAX_ID) {
      throw new InvalidInputException(
          "submission_id", "must have 1 to " + MAX_ID + " characters, chosen by the client");
    }
  }
}
