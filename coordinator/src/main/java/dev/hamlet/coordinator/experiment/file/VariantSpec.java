package dev.hamlet.coordinator.experiment.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A variant as a file names it. */
public sealed interface VariantSpec {

  /** Label of the model as it is. */
  String BASELINE = "baseline";

  /** Canonical label: equal variants have equal labels. */
  String label();

  /** The compression in words; {@code none} for the baseline. */
  String compression();

  /** The model as it is. */
  record Baseline() implements VariantSpec {
    @Override
    public String label() {
      return BASELINE;
    }

    @Override
    public String compression() {
      return "none";
    }
  }

  /**
   * A variant that the model's source has as a finished file.
   *
   * @param label its label there
   */
  record Finished(String label) implements VariantSpec {
    @Override
    public String compression() {
      return "made elsewhere";
    }
  }

  /**
   * Compressions one after the other.
   *
   * @param words compression words in the order to apply them; values are Integer, Long, BigDecimal
   *     or, for words with several parameters, a map of them
   */
  record Chain(Map<String, Object> words) implements VariantSpec {

    /** Copies the words, in order. */
    public Chain {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    @Override
    public String label() {
      return joined("=", "+");
    }

    @Override
    public String compression() {
      return joined(": ", ", ");
    }

    private String joined(String assign, String separator) {
      return words.entrySet().stream()
          .map(word -> word.getKey() + assign + CompressionWord.text(word.getValue()))
          .collect(Collectors.joining(separator));
    }
  }
}
