package dev.hamlet.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionChainTest {

  @Test
  void wordsInOrder_giveTheLabelInOrder() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("prune_weights", 0.80);
    words.put("store_bits", 8);

    CompressionChain chain = CompressionChain.parse(words, "file:1");

    assertThat(chain.label()).isEqualTo("prune_weights=0.8+store_bits=8");
    assertThat(chain.description()).isEqualTo("prune_weights=0.8+store_bits=8");
    assertThat(CompressionChain.BASELINE.label()).isEqualTo("baseline");
    assertThat(CompressionChain.BASELINE.description()).isEqualTo("none");
  }

  @Test
  void filterPruning_isFineTunedByDefault_andTheDescriptionSaysSo() {
    CompressionChain chain = CompressionChain.parse(Map.of("prune_filters", 0.5), "file:1");
    List<String> tuned = new ArrayList<>();

    chain.apply(
        TestNetworks.small(),
        (network, steps, seed) -> {
          tuned.add(steps + "/" + seed);
          return network;
        });

    assertThat(chain.label()).isEqualTo("prune_filters=0.5");
    assertThat(chain.description()).isEqualTo("prune_filters=0.5+fine_tune=steps:120;seed:1");
    assertThat(tuned).containsExactly("120/1");
  }

  @Test
  void fineTuneOfTheUser_replacesTheDefault() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("prune_filters", 0.5);
    words.put("fine_tune", Map.of("steps", 7, "seed", 3));
    words.put("store_bits", 4);
    List<String> tuned = new ArrayList<>();
    FineTuner tuner =
        (network, steps, seed) -> {
          tuned.add(steps + "/" + seed);
          return network;
        };

    CompressionChain.parse(words, "file:1").apply(TestNetworks.small(), tuner);

    assertThat(tuned).containsExactly("7/3");
  }

  @Test
  void pruningAfterStoring_isRefused() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("store_bits", 8);
    words.put("prune_weights", 0.5);
    CompressionChain chain = CompressionChain.parse(words, "file:1");
    Network network = TestNetworks.small();

    assertThatThrownBy(() -> chain.apply(network, TestNetworks.NO_TUNING))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("store_bits last");
  }

  @Test
  void severalMistakes_areAllReported() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("store_bit", 8);
    words.put("prune_weights", 1.0);
    words.put("fine_tune", Map.of("step", 10));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CompressionChain.parse(words, "file:9"))
        .satisfies(
            e -> {
              assertThat(e.problems()).hasSize(3).allMatch(p -> p.place().equals("file:9"));
              assertThat(e).hasMessageContaining("did you mean \"store_bits\"?");
              assertThat(e).hasMessageContaining("prune_weights: a share is at least 0");
              assertThat(e).hasMessageContaining("fine_tune: takes steps");
            });
  }

  @ParameterizedTest
  @CsvSource({"1", "17", "0", "-8"})
  void bitsOutOfRange_areRefused(int bits) {
    assertThatThrownBy(() -> CompressionChain.parse(Map.of("store_bits", bits), "file:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 to 16");
  }

  @Test
  void wrongTypes_areRefused() {
    for (Object value : List.of("0.5", true, List.of(), Double.NaN, -0.1)) {
      assertThatThrownBy(() -> CompressionChain.parse(Map.of("prune_filters", value), "file:1"))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> CompressionChain.parse(Map.of("store_bits", 8.0), "file:1"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> CompressionChain.parse(Map.of(), "file:1"))
        .hasMessageContaining("baseline");
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "abc, abc, 0", "'', ab, 2"})
  void edits_areLevenshteins(String from, String to, int edits) {
    assertThat(Suggestion.edits(from, to)).isEqualTo(edits);
  }
}
