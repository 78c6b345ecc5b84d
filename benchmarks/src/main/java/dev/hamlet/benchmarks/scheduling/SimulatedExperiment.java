package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.Manifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.ChangeDeviceRequest.Change;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.ResolvedVariant;
import dev.hamlet.proto.v1.RetryRequest;
import dev.hamlet.proto.v1.SubmitRequest;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** An experiment of a small model that only simulated boards can run: its files hold nothing. */
final class SimulatedExperiment {

  private static final TensorSpec TENSOR = new TensorSpec("x", List.of(1, 4), "float32");
  private static final ModelSizes SIZES =
      new ModelSizes(200_000, 200_000, 1_500_000, 800_000, 700_000);
  private static final long DEADLINE_S = 120;

  private final Path folder;
  private final String model;
  private final String inputs;

  /** Puts its bundles where a coordinator finds them. */
  SimulatedExperiment(Path coordinatorState, Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    ArtifactStore store = new ArtifactStore(coordinatorState.resolve("artifacts"));
    model =
        keep(
            store,
            new ModelManifest(
                "tiny", "baseline", "none", "tensorflow", "m", TENSOR, TENSOR, 4, SIZES, Map.of()),
            "m");
    inputs =
        keep(
            store,
            new InputSetManifest("digits-test", 8, TENSOR, 4, Map.of()),
            InputSetManifest.LABELS_FILE);
  }

  private String keep(ArtifactStore store, Manifest manifest, String file) throws IOException {
    Path content = Files.createDirectories(folder.resolve(file + "-content"));
    Files.write(content.resolve(file), new byte[8]);
    if (file.equals(InputSetManifest.LABELS_FILE)) {
      Files.write(content.resolve(InputSetManifest.INPUTS_FILE), new byte[8 * 4 * 4]);
    }
    Path part = store.newPart();
    Files.delete(part);
    String id = Bundle.pack(content, manifest, part);
    store.adopt(part, id);
    return id;
  }

  /**
   * Hands it in, for every board.
   *
   * @param channel is closed
   * @param trials of each cell
   * @param cells of each board
   * @return its id
   */
  String submit(ManagedChannel channel, int trials, int cells, long seed) {
    try {
      return operator(channel)
          .submit(
              SubmitRequest.newBuilder()
                  .setSubmissionId(UUID.randomUUID().toString())
                  .setFile(file(trials, cells, seed))
                  .setFileName("scheduling.yaml")
                  .addVariants(
                      ResolvedVariant.newBuilder()
                          .setModel("tiny")
                          .setVariant("baseline")
                          .setArtifact(model)
                          .setCompression("none")
                          .setParameters(SIZES.parameters())
                          .setMultiplyAccumulates(SIZES.multiplyAccumulates())
                          .setFileBytes(SIZES.fileBytes())
                          .setCompressedBytes(SIZES.compressedBytes()))
                  .setInputSet(inputs)
                  .build())
          .getExperimentId();
    } finally {
      Channels.close(channel);
    }
  }

  /**
   * Holds one.
   *
   * @param channel is closed
   */
  void pause(ManagedChannel channel, String id) {
    try {
      var unused =
          operator(channel).pause(ExperimentRequest.newBuilder().setExperimentId(id).build());
    } finally {
      Channels.close(channel);
    }
  }

  /**
   * Tries again what failed in one.
   *
   * @param channel is closed
   */
  void retry(ManagedChannel channel, String id) {
    try {
      var unused = operator(channel).retry(RetryRequest.newBuilder().setExperimentId(id).build());
    } finally {
      Channels.close(channel);
    }
  }

  /**
   * Lets a board work again that was quarantined.
   *
   * @param channel is closed
   */
  void release(ManagedChannel channel, String device) {
    try {
      var unused =
          operator(channel)
              .changeDevice(
                  ChangeDeviceRequest.newBuilder()
                      .setDevice(device)
                      .setChange(Change.RELEASE)
                      .build());
    } finally {
      Channels.close(channel);
    }
  }

  private static OperatorGrpc.OperatorBlockingStub operator(ManagedChannel channel) {
    return OperatorGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
  }

  /** As short as trials get: what is measured is everything but the boards. */
  private static String file(int trials, int cells, long seed) {
    return """
        apiVersion: hamlet/v1
        kind: Experiment
        metadata: {name: scheduling, owner: benchmark}
        models: {tiny: {zoo: lenet, seed: 1}}
        inputs: {set: digits-test, measure: {count: 1, seed: 7}}
        matrix: {model: [tiny], variant: [baseline], threads: [1], copy: %s}
        devices: {match: {}, run_on: every}
        profile: demo
        trials: {min: %d, max: %d, visit: 2}
        burst: {seconds: 0.1, inferences: 20}
        order: {seed: %d}
        """
        .formatted(IntStream.rangeClosed(1, cells).boxed().toList(), trials, trials, seed);
  }
}
