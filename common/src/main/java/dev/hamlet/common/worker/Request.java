package dev.hamlet.common.worker;

import dev.hamlet.common.artifact.TensorSpec;
import java.util.Map;

/**
 * What an agent asks of a worker: one request at a time, each answered by the reply of the same
 * name or by a {@link Reply.Failure}.
 */
public sealed interface Request {

  /** Version of the protocol that this code speaks. */
  int PROTOCOL = 1;

  /** Most inferences that one burst may have; their spans fit into one frame. */
  int MAX_INFERENCES = 4_000_000;

  /**
   * The first request.
   *
   * @param protocol version of the protocol that the agent speaks
   */
  record Hello(int protocol) implements Request {}

  /**
   * A file of inputs.
   *
   * @param file absolute path of the inputs, one after the other as little-endian float32
   * @param count number of inputs in it
   */
  record InputFile(String file, int count) {

    /** Refuses a file without inputs. */
    public InputFile {
      atLeast(1, count, "count");
    }
  }

  /**
   * Loads a model; the one before is unloaded first.
   *
   * @param model absolute path of the model's file or folder
   * @param input the input tensor
   * @param output the output tensor: one score per class
   * @param classes number of classes
   * @param threads threads that the runtime may compute with
   * @param inputs where the input of warm-up and burst is read from
   * @param inputIndex which one of them, from 0
   * @param options further axes, for instance {@code optimizer}: {@code off}; an option that the
   *     worker does not know is refused
   */
  record Load(
      String model,
      TensorSpec input,
      TensorSpec output,
      int classes,
      int threads,
      InputFile inputs,
      int inputIndex,
      Map<String, String> options)
      implements Request {

    /** Refuses impossible numbers; copies the options. */
    public Load {
      atLeast(1, classes, "classes");
      atLeast(1, threads, "threads");
      atLeast(0, inputIndex, "input_index");
      if (inputIndex >= inputs.count()) {
        throw new IllegalArgumentException(
            "input_index is " + inputIndex + " but there are " + inputs.count() + " inputs");
      }
      options = Map.copyOf(options);
    }
  }

  /** Asks what the worker and the loaded model are. */
  record Describe() implements Request {}

  /**
   * Runs inferences that do not count.
   *
   * @param leastDurationNs least duration
   * @param leastInferences least number; at least one runs
   */
  record Warm(long leastDurationNs, int leastInferences) implements Request {

    /** Refuses negative numbers and endless warm-ups. */
    public Warm {
      atLeast(0, leastDurationNs, "least_duration_ns");
      inferences(leastInferences);
    }
  }

  /**
   * Runs inferences back to back, without a message in between.
   *
   * @param leastDurationNs least duration
   * @param leastInferences least number; at least one runs
   * @param workBeforeGapNs a gap follows as soon as so much has been computed since the last one
   * @param greatestGapNs what the sensor takes for a value: each gap, waited, not spun, ends at
   *     another place of it (docs/worker-protocol.md); 0 for none
   * @param seed seed of the gaps
   * @param patienceNs so long, in all, the burst may wait for a host that runs slower than it has
   *     shown, before its first inference and in its gaps; 0 for never, as on a real board
   * @param clockHz CPU clock of a simulated board, in Hz: inferences are stretched to it; 0 for a
   *     real board, whose CPU is the one that computes
   */
  record Burst(
      long leastDurationNs,
      int leastInferences,
      long workBeforeGapNs,
      long greatestGapNs,
      long seed,
      long patienceNs,
      long clockHz)
      implements Request {

    /** A burst that never waits for its host and takes the time that its CPU takes. */
    public Burst(
        long leastDurationNs,
        int leastInferences,
        long workBeforeGapNs,
        long greatestGapNs,
        long seed) {
      this(leastDurationNs, leastInferences, workBeforeGapNs, greatestGapNs, seed, 0, 0);
    }

    /** Refuses negative numbers and endless bursts. */
    public Burst {
      atLeast(0, leastDurationNs, "least_duration_ns");
      inferences(leastInferences);
      atLeast(0, workBeforeGapNs, "work_before_gap_ns");
      atLeast(0, greatestGapNs, "greatest_gap_ns");
      atLeast(0, patienceNs, "patience_ns");
      atLeast(0, clockHz, "clock_hz");
    }
  }

  /**
   * Runs the first inputs of a set once each.
   *
   * @param inputs the set; of the shape that the model was loaded with
   * @param count how many of them
   */
  record Evaluate(InputFile inputs, int count) implements Request {

    /** Refuses more inputs than there are. */
    public Evaluate {
      atLeast(1, count, "count");
      if (count > inputs.count()) {
        throw new IllegalArgumentException(
            "count is " + count + " but there are " + inputs.count() + " inputs");
      }
    }
  }

  /** Unloads the model. */
  record Unload() implements Request {}

  private static void inferences(int least) {
    atLeast(0, least, "least_inferences");
    if (least > MAX_INFERENCES) {
      throw new IllegalArgumentException(
          "least_inferences is " + least + ", greater than " + MAX_INFERENCES);
    }
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
    }
  }
}
