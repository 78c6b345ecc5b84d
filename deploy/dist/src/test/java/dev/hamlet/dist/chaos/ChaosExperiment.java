package dev.hamlet.dist.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.dist.HamletProcess;
import dev.hamlet.proto.v1.ResolvedVariant;
import dev.hamlet.proto.v1.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The experiment of every round: the first time handed in by the command line, which builds models
 * and uploads them; then again and again with what that has made.
 */
final class ChaosExperiment {

  static final int TRIALS = 8;
  static final int CELLS = 2 * ChaosFleet.DEVICES;

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: chaos, owner: tests}
      models:
        lenet: {zoo: lenet, seed: 1, steps: 40}
      inputs: {set: digits-test, measure: {count: 1, seed: 7}, evaluate: {count: 50}}
      matrix:
        model: [lenet]
        variant: [baseline, {store_bits: 8}]
        runtime: [tensorflow]
        threads: [1]
        power_mode: [MAXN]
      devices: {match: {}, run_on: every}
      profile: demo
      trials: {min: %1$d, max: %1$d, visit: 1}
      burst: {seconds: 0.3, inferences: 20}
      gate: {temperature_within_c: 30}
      retry: {infrastructure: 20}
      order: {seed: 42}
      """
          .formatted(TRIALS);

  private final Set<ResolvedVariant> variants = new LinkedHashSet<>();
  private String inputSet = "";

  /** Hands it in by the command line; its id. */
  String submitByCommand(Path folder, OperatorClient operator)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("chaos.yaml"), FILE);
    String address = operator.address().host() + ":" + operator.address().port();
    HamletProcess run =
        HamletProcess.start(
            folder.resolve("run.log"),
            List.of("run", file.toString(), "--coordinator=" + address, "--detach"));
    if (run.exitCode(120) != 0) {
      throw new IllegalStateException("submit failed:\n" + run.output());
    }
    return run.await("(?m)^(e-\\S+)$", 1).group(1);
  }

  /** Takes what was built for it from the results of the first time. */
  void learn(JsonNode results) {
    inputSet = results.at("/provenance/input_set").asText();
    for (JsonNode cell : results.path("cells")) {
      variants.add(
          ResolvedVariant.newBuilder()
              .setModel(cell.path("model").asText())
              .setVariant(cell.path("variant").asText())
              .setArtifact(cell.path("artifact").asText())
              .setCompression(cell.path("compression").asText())
              .setParameters(cell.path("parameters").asLong())
              .setMultiplyAccumulates(cell.path("multiply_accumulates").asLong())
              .setFileBytes(cell.at("/size_bytes/file").asLong())
              .setCompressedBytes(cell.at("/size_bytes/compressed").asLong())
              .build());
    }
  }

  /** Hands it in again; one name gives one experiment, however often it is handed in. */
  String submit(OperatorClient operator, String name) {
    return operator
        .submit(
            SubmitRequest.newBuilder()
                .setSubmissionId(name)
                .setFile(FILE)
                .setFileName("chaos.yaml")
                .addAllVariants(variants)
                .setInputSet(inputSet)
                .build())
        .getExperimentId();
  }
}
