package dev.hamlet.models.compression;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words for compressions in an experiment file, each with the reader of its value. */
public final class CompressionWords {

  private static final Map<String, Reader> READERS = readers();

  private CompressionWords() {}

  /** Reads a word's value; IllegalArgumentException says what would be right. */
  @FunctionalInterface
  private interface Reader {
    Compression read(@Nullable Object value);
  }

  static CompressionChain chain(Map<String, ?> words, String place) {
    List<Problem> problems = new ArrayList<>();
    List<Compression> chain = new ArrayList<>();
    if (words.isEmpty()) {
      problems.add(
          new Problem(place, "a variant needs a compression; without any it is \"baseline\""));
    }
    words.forEach((word, value) -> read(word, value, place, chain, problems));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new CompressionChain(chain);
  }

  private static void read(
      String word,
      @Nullable Object value,
      String place,
      List<Compression> chain,
      List<Problem> problems) {
    Reader reader = READERS.get(word);
    if (reader == null) {
      problems.add(new Problem(place, unknown(word)));
      return;
    }
    try {
      chain.add(reader.read(value));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(place, word + ": " + e.getMessage()));
    }
  }

  private static String unknown(String word) {
    String meant =
        Suggestion.nearest(word, READERS.keySet())
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse("; known are " + String.join(", ", READERS.keySet()));
    return "unknown compression \"" + word + "\"" + meant;
  }

  private static Map<String, Reader> readers() {
    Map<String, Reader> readers = new LinkedHashMap<>();
    readers.put(PruneWeights.WORD, value -> new PruneWeights(WordValues.share(value)));
    readers.put(PruneFilters.WORD, value -> new PruneFilters(WordValues.share(value)));
    readers.put(
        StoreBits.WORD,
        value -> new StoreBits(WordValues.whole(value, StoreBits.MIN_BITS, StoreBits.MAX_BITS)));
    readers.put(FineTune.WORD, WordValues::fineTune);
    return readers;
  }
}
