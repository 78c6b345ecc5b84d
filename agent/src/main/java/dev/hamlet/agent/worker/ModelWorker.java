package dev.hamlet.agent.worker;

import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.inference.Spans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A child process that executes models.
 *
 * <p>Threads: one thread at a time. Every call blocks until the worker answers or its time limit
 * has passed; any failure is a {@link WorkerException}, after which the worker is dead and must be
 * closed.
 */
public interface ModelWorker extends AutoCloseable {

  /**
   * Loads a model; the one before is unloaded.
   *
   * @return time the worker took to load it, in ns
   */
  long load(LoadRequest request);

  /**
   * Runs inferences that do not count, for a least duration and a least number; longer where the
   * process runs the model for the first time.
   */
  void warm(long leastDurationNs, int leastInferences);

  /** Runs a burst by itself, without a message per inference. */
  BurstResult burst(BurstRequest request);

  /**
   * Runs the first inputs of a labelled set once each.
   *
   * @param inputs how many; 0 for all
   * @return class with the highest score for each input; the lowest index wins a tie
   */
  int[] evaluate(InputSource source, int inputs);

  /**
   * What the worker and the loaded model are, for people and provenance: names and values that the
   * runtime chooses.
   */
  default Map<String, String> describe() {
    return Map.of();
  }

  /** Whether the process is still alive. */
  boolean alive();

  /** Ends the process: asks, waits a little, kills. */
  @Override
  void close();

  /** A file of inputs: the unpacked bundle of an input set. */
  record InputSource(Path folder, InputSetManifest manifest) {}

  /**
   * What to load.
   *
   * @param folder content of the model's bundle
   * @param manifest the bundle's manifest
   * @param threads threads of the runtime
   * @param input set that holds the input to measure
   * @param inputIndex which input of it
   * @param options further axes
   * @param cpus numbers of the CPUs to run on; empty for those that the agent gives its workers
   */
  record LoadRequest(
      Path folder,
      ModelManifest manifest,
      int threads,
      InputSource input,
      int inputIndex,
      Map<String, String> options,
      List<Integer> cpus) {

    /** Copies the numbers. */
    public LoadRequest {
      cpus = List.copyOf(cpus);
    }

    /** A load that does not say on which CPUs. */
    public LoadRequest(
        Path folder,
        ModelManifest manifest,
        int threads,
        InputSource input,
        int inputIndex,
        Map<String, String> options) {
      this(folder, manifest, threads, input, inputIndex, options, List.of());
    }

    /** The same on these CPUs. */
    public LoadRequest on(List<Integer> numbers) {
      return new LoadRequest(folder, manifest, threads, input, inputIndex, options, numbers);
    }
  }

  /**
   * A burst of back-to-back inferences.
   *
   * @param leastDurationNs least duration
   * @param leastInferences least number of inferences
   * @param workBeforeGapNs a gap follows at least so much work (each inference, where one is
   *     longer)
   * @param greatestGapNs gaps are at most so long and end at places that fill it evenly; waited,
   *     not spun
   * @param seed seed of the gaps
   * @param patienceNs so long, in all, it may wait for a host that runs slower than it has shown; 0
   *     for never
   * @param clockHz CPU clock of a simulated board, in Hz, that inferences are stretched to; 0 for a
   *     real board
   */
  record BurstRequest(
      long leastDurationNs,
      int leastInferences,
      long workBeforeGapNs,
      long greatestGapNs,
      long seed,
      long patienceNs,
      long clockHz) {}

  /**
   * What a burst did.
   *
   * @param spans start and end of each inference, device monotonic ns
   * @param startNs start of the burst
   * @param endNs end of the burst
   * @param prediction class with the highest score for the input
   */
  record BurstResult(Spans spans, long startNs, long endNs, int prediction) {}
}
