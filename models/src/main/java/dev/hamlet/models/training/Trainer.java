package dev.hamlet.models.training;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.dataset.Digits;
import dev.hamlet.models.dataset.LabelledInputs;
import org.jspecify.annotations.Nullable;

/**
 * Trains networks on drawn digits with Adam and softmax cross-entropy. The training inputs are
 * drawn once, when they are first needed. Not for several threads at once.
 */
public final class Trainer {

  /** Changes whenever equal plans give other networks; part of cache keys. */
  public static final int VERSION = 1;

  private static final int TRAINING_INPUTS = 8_000;
  private static final long DATA_SEED = 1;

  private @Nullable LabelledInputs inputs;

  /** Trains from first weights, which the plan's seed decides. */
  public Network train(Architecture architecture, TrainingPlan plan, TrainingProgress progress) {
    return improve(InitialWeights.of(architecture, plan.seed()), plan, progress);
  }

  /** Trains a network further. */
  public Network improve(Network start, TrainingPlan plan, TrainingProgress progress) {
    Architecture architecture = start.architecture();
    Batches batches =
        new Batches(trainingInputs(), architecture.input(), architecture.classes(), plan.seed());
    try (TrainingGraph graph = new TrainingGraph(start, plan.zerosHeld())) {
      for (int step = 1; step <= plan.steps(); step++) {
        try (Batches.Batch batch = batches.take(TrainingPlan.BATCH_INPUTS)) {
          float loss = graph.step(batch, step, plan.learningRate(step - 1));
          progress.step(step, plan.steps(), loss);
        }
      }
      return graph.network();
    }
  }

  /** Everything but architecture and plan that decides a trained network; part of cache keys. */
  public static String canonical() {
    return "trainer=%d,digits=%d,inputs=%d,data_seed=%d,batch=%d"
        .formatted(VERSION, Digits.VERSION, TRAINING_INPUTS, DATA_SEED, TrainingPlan.BATCH_INPUTS);
  }

  private LabelledInputs trainingInputs() {
    LabelledInputs drawn = inputs;
    if (drawn == null) {
      drawn = Digits.draw(Digits.Purpose.TRAIN, DATA_SEED, TRAINING_INPUTS);
      inputs = drawn;
    }
    return drawn;
  }
}
