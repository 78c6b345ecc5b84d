package dev.hamlet.models.compression;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.models.architecture.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compressions one after the other: what a variant is made by.
 *
 * @param written the compressions as the user wrote them, in order; empty for the baseline
 */
public record CompressionChain(List<Compression> written) {

  /** Label of the model as it is. */
  public static final String BASELINE_LABEL = "baseline";

  /** No compression. */
  public static final CompressionChain BASELINE = new CompressionChain(List.of());

  /** Copies the list. */
  public CompressionChain {
    written = List.copyOf(written);
  }

  /**
   * The chain of a variant's map, in the order of its keys: {@code {prune_weights: 0.8, store_bits:
   * 8}}.
   *
   * @param words compression words with their values as YAML gives them
   * @param place where the map stands, for messages
   * @throws InvalidInputException with every problem found
   */
  public static CompressionChain parse(Map<String, ?> words, String place) {
    return CompressionWords.chain(words, place);
  }

  /**
   * The variant's label: {@code baseline}, or for instance {@code prune_weights=0.8+store_bits=8}.
   */
  public String label() {
    return written.isEmpty() ? BASELINE_LABEL : joined(written);
  }

  /**
   * Every step that really happens, default fine-tuning included; {@code none} for the baseline.
   */
  public String description() {
    return written.isEmpty() ? "none" : joined(steps());
  }

  /** Applies every step in order. */
  public Network apply(Network network, FineTuner fineTuner) {
    Network current = network;
    for (Compression step : steps()) {
      current = step.apply(current, fineTuner);
    }
    return current;
  }

  private List<Compression> steps() {
    List<Compression> steps = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      steps.add(written.get(i));
      boolean tunedByUser = i + 1 < written.size() && written.get(i + 1) instanceof FineTune;
      if (written.get(i) instanceof PruneFilters && !tunedByUser) {
        steps.add(PruneFilters.DEFAULT_FINE_TUNE);
      }
    }
    return steps;
  }

  private static String joined(List<Compression> compressions) {
    return compressions.stream().map(Compression::label).collect(Collectors.joining("+"));
  }
}
