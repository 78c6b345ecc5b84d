package dev.hamlet.cli.experiment;

import dev.hamlet.cli.client.ArtifactUpload;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.ExtendRequest;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Hands a prepared experiment to a coordinator: first the bundles it lacks, then the file. */
public final class Submission {

  private final OperatorClient client;
  private final Progress progress;

  /** Speaks with this coordinator. */
  public Submission(OperatorClient client, Progress progress) {
    this.client = client;
    this.progress = progress;
  }

  /** Hands it in; the reply names the experiment. */
  public SubmitReply submit(PreparedExperiment experiment) {
    return submit(experiment, Restriction.NONE, false);
  }

  /**
   * Hands a part of it in; the reply names the experiment.
   *
   * @param reuse whether trials of equal cells stand for its own, even if the file does not say so
   */
  public SubmitReply submit(PreparedExperiment experiment, Restriction restriction, boolean reuse) {
    upload(experiment);
    SubmitReply reply = client.submit(request(experiment, restriction, reuse));
    reply.getWarningsList().forEach(warning -> progress.done("warning: " + warning));
    if (reply.getReused() > 0) {
      progress.done(
          "%d of %d cells were measured before; their results say where"
              .formatted(reply.getReused(), reply.getCells()));
    }
    return reply;
  }

  /**
   * Gives an experiment another file.
   *
   * @param dryRun only say what would become of it
   */
  public ExtendReply extend(
      String experimentId,
      PreparedExperiment experiment,
      Restriction restriction,
      boolean reuse,
      boolean dryRun) {
    upload(experiment);
    return client.extend(
        ExtendRequest.newBuilder()
            .setExperimentId(experimentId)
            .setSubmission(request(experiment, restriction, reuse))
            .setDryRun(dryRun)
            .build());
  }

  /** What is asked when nothing is handed in: the file, and what of it would be. */
  public static SubmitRequest question(ExperimentSource source, Restriction restriction) {
    SubmitRequest.Builder request =
        SubmitRequest.newBuilder().setFile(source.text()).setFileName(source.fileName());
    restrict(request, restriction);
    return request.build();
  }

  private static void restrict(SubmitRequest.Builder request, Restriction restriction) {
    request.addAllOn(restriction.devices());
    restriction
        .only()
        .forEach(
            (axis, values) ->
                values.forEach(value -> request.addOnlyBuilder().setAxis(axis).setValue(value)));
  }

  private static SubmitRequest request(
      PreparedExperiment experiment, Restriction restriction, boolean reuse) {
    SubmitRequest.Builder request =
        SubmitRequest.newBuilder()
            .setSubmissionId(UUID.randomUUID().toString())
            .setFile(experiment.source().text())
            .setFileName(experiment.source().fileName())
            .addAllVariants(experiment.variants())
            .setInputSet(experiment.inputSet());
    restrict(request, restriction);
    return (reuse ? request.setReuse(true) : request).build();
  }

  private void upload(PreparedExperiment experiment) {
    ArtifactUpload uploads = client.uploads();
    List<String> missing = uploads.missing(experiment.bundles().keySet());
    for (int i = 0; i < missing.size(); i++) {
      progress.at("sending artifacts", (i + 1) + " of " + missing.size());
      String id = missing.get(i);
      Path bundle = Objects.requireNonNull(experiment.bundles().get(id), id);
      uploads.send(id, bundle);
    }
  }
}
