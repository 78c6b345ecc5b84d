package dev.hamlet.coordinator.api;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander;
import dev.hamlet.coordinator.experiment.plan.MatrixPoint;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.ResolvedArtifact;
import dev.hamlet.coordinator.experiment.plan.ResolvedInputs;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.coordinator.schedule.TimeEstimate;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.VariantRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
  private final Listener listener;
  private final CellReuse reuse;

  /** Is told what was stored, after it was, and asked what might be. */
  public interface Listener {

    /** An experiment is new, or was submitted again. */
    void submitted(ExperimentRecord record);

    /** An experiment has another file, and perhaps other cells. */
    void extended(ExperimentRecord record);

    /** What measuring a plan of a file is expected to take. */
    TimeEstimate estimate(ExperimentFile file, Plan plan);
  }

  /** An intake. */
  public ExperimentIntake(
      ResultStore store, ArtifactStore artifacts, EpochClock wallClock, Listener listener) {
    this.store = store;
    this.artifacts = artifacts;
    this.wallClock = wallClock;
    this.listener = listener;
    this.reuse = new CellReuse(store);
  }

  /**
   * Takes a submission; one that was taken before gives the same experiment again.
   *
   * @throws InvalidInputException with every problem
   */
  synchronized Accepted submit(Submission submission) {
    checkId(submission.submissionId());
    ExperimentFile file = ExperimentFileParser.parse(submission.fileName(), submission.fileText());
    ExperimentRecord record =
        earlier(submission.submissionId()).orElseGet(() -> store(submission, file));
    listener.submitted(record);
    return new Accepted(
        record.id(),
        store.cellCount(record.id()),
        reused(record.id()),
        warnings(file, submission, record.id()));
  }

  /**
   * Gives an experiment another file.
   *
   * @param dryRun only say what would become of it
   * @throws InvalidInputException with every problem
   */
  synchronized Extended extend(String experimentId, Submission submission, boolean dryRun) {
    if (store.experiment(experimentId).isEmpty()) {
      throw new HamletException(ErrorCode.NOT_FOUND, "there is no experiment " + experimentId);
    }
    ExperimentFile file = ExperimentFileParser.parse(submission.fileName(), submission.fileText());
    Boards boards = Boards.of(store);
    Plan plan = plan(submission, file, experimentId, boards);
    ExperimentExtension extension =
        new ExperimentExtension(
            plan.cells(),
            store.knownCells(experimentId),
            new ExperimentExtension.Matching(
                !submission.restriction().isNone(),
                file.devices().count().orElse(0) == 1,
                submission.restriction().devices(),
                boards.retired().names()));
    int reusedCells = 0;
    if (!dryRun) {
      ExperimentRecord record =
          store.extend(extension.of(experimentId, revision(submission), file.seed(), submission));
      reusedCells = reuse(submission, file, experimentId, extension.added());
      file.remoteWrite()
          .ifPresentOrElse(
              to -> store.traces().saveExport(experimentId, to.url(), to.rails()),
              () -> store.traces().endExport(experimentId));
      listener.extended(record);
    }
    return extension.told(store, reusedCells, warnings(file, submission, experimentId));
  }

  /**
   * What measuring a file is expected to take; nothing is stored, and its artifacts need not be
   * made.
   *
   * @throws InvalidInputException with every problem
   */
  TimeEstimate estimate(Submission submission) {
    ExperimentFile file = ExperimentFileParser.parse(submission.fileName(), submission.fileText());
    return listener.estimate(
        file,
        plan(
            file,
            notMade(file, submission.restriction()),
            new ResolvedInputs("", file.inputs().measureCount()),
            Boards.of(store),
            "",
            submission.restriction()));
  }

  /** Stand-ins for the artifacts of every model and variant that the matrix asks for. */
  private static List<ResolvedArtifact> notMade(ExperimentFile file, Restriction restriction) {
    Set<ResolvedArtifact> artifacts = new LinkedHashSet<>();
    for (MatrixPoint point : restriction.of(MatrixExpander.expand(file.matrix()).points())) {
      artifacts.add(new ResolvedArtifact(point.model(), point.variant(), ""));
    }
    return List.copyOf(artifacts);
  }

  private int reuse(
      Submission submission, ExperimentFile file, String id, List<PlannedCell> cells) {
    boolean wanted = submission.reuse().orElse(file.dispatch().reuse());
    return wanted ? reuse.reuse(id, cells, wallClock.epochMs()) : 0;
  }

  private int reused(String experimentId) {
    return store.reusedCount(experimentId);
  }

  private FileRevision revision(Submission submission) {
    return new FileRevision(
        submission.fileName(),
        submission.fileText(),
        submission.restriction().words(),
        wallClock.epochMs());
  }

  private List<String> warnings(ExperimentFile file, Submission submission, String experimentId) {
    Set<String> named = submission.restriction().devices();
    List<DeviceFacts> devices = Boards.of(store).facts();
    Set<String> chosen = named.isEmpty() ? store.plannedDevices(experimentId) : named;
    List<String> warnings =
        new ArrayList<>(file.warnings().stream().map(Problem::toString).toList());
    warnings.addAll(ExperimentPlanner.warnings(file, chosen, devices));
    return warnings;
  }

  private Plan plan(
      Submission submission, ExperimentFile file, String experimentId, Boards boards) {
    List<ResolvedArtifact> artifacts =
        submission.variants().stream()
            .map(one -> new ResolvedArtifact(one.model(), one.variant(), one.artifact()))
            .toList();
    return plan(
        file, artifacts, resolve(submission), boards, experimentId, submission.restriction());
  }

  private static Plan plan(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      Boards boards,
      String experimentId,
      Restriction restriction) {
    return boards
        .retired()
        .leftOut(
            () ->
                ExperimentPlanner.plan(
                    file, artifacts, inputs, boards.facts(), experimentId, restriction));
  }

  private ExperimentRecord store(Submission submission, ExperimentFile file) {
    String id = freshId(submission.submissionId());
    Plan plan = plan(submission, file, id, Boards.of(store));
    ExperimentRecord record =
        store.submit(
            ExperimentRecord.submitted(
                    id,
                    submission.submissionId(),
                    file.name(),
                    file.owner().isEmpty() ? submission.by() : file.owner(),
                    submission.fileName(),
                    submission.fileText(),
                    file.seed(),
                    submission.inputSet(),
                    wallClock.epochMs())
                .on(submission.restriction().devices()),
            submission.variants(),
            plan.cells());
    store.saveFile(id, revision(submission));
    file.remoteWrite().ifPresent(to -> store.traces().saveExport(id, to.url(), to.rails()));
    reuse(submission, file, id, plan.cells());
    return record;
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
