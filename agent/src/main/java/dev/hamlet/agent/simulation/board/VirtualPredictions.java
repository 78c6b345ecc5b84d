package dev.hamlet.agent.simulation.board;

import dev.hamlet.agent.worker.ModelWorker.InputSource;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Predictions that nobody computed: right for a share of 80 % to 98 % of the inputs, which the
 * variant's name and size decide, and the next class for the others.
 */
final class VirtualPredictions {

  private static final double LEAST_SHARE = 0.8;
  private static final double GREATEST_SHARE = 0.98;

  private VirtualPredictions() {}

  static int[] of(InputSource source, int count, ModelManifest model) {
    byte[] labels = labels(source.folder().resolve(InputSetManifest.LABELS_FILE));
    SplittableRandom random =
        new SplittableRandom(
            31L * (31L * model.model().hashCode() + model.variant().hashCode())
                + model.sizes().fileBytes());
    double share = LEAST_SHARE + (GREATEST_SHARE - LEAST_SHARE) * random.nextDouble();
    int[] predictions = new int[Math.min(count, labels.length)];
    for (int i = 0; i < predictions.length; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      boolean right = random.nextDouble() < share;
      predictions[i] = right ? label : (label + 1) % Math.max(1, source.manifest().classes());
    }
    return predictions;
  }

  private static byte[] labels(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WorkerException("cannot read the labels " + file + ": " + e.getMessage(), false);
    }
  }
}
