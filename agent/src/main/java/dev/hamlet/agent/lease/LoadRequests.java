package dev.hamlet.agent.lease;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.worker.ModelWorker.InputSource;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Fetches and unpacks what a worker needs to load. */
public final class LoadRequests {

  private final ArtifactStore store;
  private final ArtifactFetcher fetcher;

  /** Requests from a store that a fetcher fills. */
  public LoadRequests(ArtifactStore store, ArtifactFetcher fetcher) {
    this.store = store;
    this.fetcher = fetcher;
  }

  /** What a lease needs: all of it stays until the next lease. */
  void keep(Set<String> ids) {
    fetcher.keep(ids);
  }

  void fetch(String id) throws InterruptedException {
    fetcher.fetch(id);
  }

  LoadRequest of(CellSpec cell) throws InterruptedException {
    return request(
        cell.artifact(), cell.threads(), cell.inputSet(), cell.inputIndex(), cell.options());
  }

  LoadRequest of(EvaluationSpec evaluation) throws InterruptedException {
    return request(evaluation.artifact(), evaluation.threads(), evaluation.inputSet(), 0, Map.of());
  }

  /** The classes of the first {@code count} inputs of a set. */
  static List<Integer> labels(InputSource source, int count) {
    Path file = source.folder().resolve(InputSetManifest.LABELS_FILE);
    try {
      byte[] labels = Arrays.copyOf(Files.readAllBytes(file), count);
      return IntStream.range(0, count).mapToObj(i -> Byte.toUnsignedInt(labels[i])).toList();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.DATA_LOSS, "cannot read the labels " + file, e);
    }
  }

  private LoadRequest request(
      String artifact, int threads, String inputSet, int inputIndex, Map<String, String> options)
      throws InterruptedException {
    fetcher.fetch(artifact);
    fetcher.fetch(inputSet);
    if (!(store.manifest(artifact) instanceof ModelManifest model)) {
      throw new HamletException(ErrorCode.INVALID_INPUT, "artifact " + artifact + " is no model");
    }
    return new LoadRequest(
        fetcher.content(artifact), model, threads, inputs(inputSet), inputIndex, options);
  }

  private InputSource inputs(String inputSet) {
    if (!(store.manifest(inputSet) instanceof InputSetManifest manifest)) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, "artifact " + inputSet + " is no input set");
    }
    return new InputSource(fetcher.content(inputSet), manifest);
  }
}
