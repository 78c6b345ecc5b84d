package dev.hamlet.cli.experiment;

import dev.hamlet.cli.client.ArtifactUpload;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.progress.Progress;
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
    upload(experiment);
    SubmitReply reply =
        client.submit(
            SubmitRequest.newBuilder()
                .setSubmissionId(UUID.randomUUID().toString())
                .setFile(experiment.source().text())
                .setFileName(experiment.source().fileName())
                .addAllVariants(experiment.variants())
                .setInputSet(experiment.inputSet())
                .build());
    reply.getWarningsList().forEach(warning -> progress.done("warning: " + warning));
    return reply;
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
