package dev.hamlet.coordinator.experiment.file;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for compressions that an experiment file may hold. */
public enum CompressionWord {
  /** Sets a share of the weights to zero. */
  PRUNE_WEIGHTS(Kind.SHARE),
  /** Takes a share of the filters away. */
  PRUNE_FILTERS(Kind.SHARE),
  /** Stores weights with that many bits. */
  STORE_BITS(Kind.BITS),
  /** Trains on for some steps. */
  FINE_TUNE(Kind.STEPS),
  /** 16-bit floating point. */
  FLOAT16(Kind.LATER),
  /** 8-bit weights, activations quantized as they come. */
  INT8_DYNAMIC(Kind.LATER),
  /** 8-bit weights and activations. */
  INT8_FULL(Kind.LATER),
  /** Weights share a few values. */
  CLUSTER(Kind.LATER),
  /** Matrices as products of thin ones. */
  LOW_RANK(Kind.LATER),
  /** Huffman coding. */
  HUFFMAN(Kind.LATER),
  /** Approximation, fixed point, pruning and coding in one. */
  HYBRID(Kind.LATER),
  /** A small network taught by the model. */
  DISTILL(Kind.LATER);

  /** What stands after a word. */
  public enum Kind {
    /** A share from 0 to below 1. */
    SHARE,
    /** A number of bits. */
    BITS,
    /** A map of steps and seed. */
    STEPS,
    /** Known, but not available in this version. */
    LATER
  }

  private final Kind kind;

  CompressionWord(Kind kind) {
    this.kind = kind;
  }

  /** The word in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands after the word. */
  public Kind kind() {
    return kind;
  }

  /** Words that this version can apply. */
  public static List<String> available() {
    return Arrays.stream(values())
        .filter(word -> word.kind != Kind.LATER)
        .map(CompressionWord::word)
        .toList();
  }

  /** The word that is written like that. */
  public static Optional<CompressionWord> of(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  /** A word's value in a label: 0.80 is 0.8; parameters as {@code steps:200;seed:1}. */
  static String text(Object value) {
    if (value instanceof Map<?, ?> parameters) {
      return parameters.entrySet().stream()
          .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
          .collect(Collectors.joining(";"));
    }
    return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
  }
}
