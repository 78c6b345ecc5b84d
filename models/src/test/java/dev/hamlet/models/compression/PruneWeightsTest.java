package dev.hamlet.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Network;
import org.junit.jupiter.api.Test;

class PruneWeightsTest {

  @Test
  void smallestOfAllKernels_becomeZero_biasesStay() {
    Network before = TestNetworks.small();

    Network after = prune("0.35");

    // Magnitudes 1 1 1 2 2 2 3 3 3 4 4 4 5 5 6 6 7 7 8 8: seven go, of the three 3s the first.
    assertThat(kernel(after, 0)).containsExactly(0, 0, 4, 0);
    assertThat(kernel(after, 1)).containsExactly(0, 0, 3, 4, 5, 6, 7, 8);
    assertThat(kernel(after, 2)).containsExactly(0, 0, 3, 4, 5, 6, 7, 8);
    assertThat(after.weights().get(0).bias()).isEqualTo(before.weights().get(0).bias());
    assertThat(after.parameters()).isEqualTo(before.parameters());
  }

  @Test
  void layerLeftEmpty_isRefused() {
    assertThatThrownBy(() -> prune("0.5"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("prune_weights=0.5")
        .hasMessageContaining("layer 1");
  }

  @Test
  void countsAreExact() {
    // 20 x 0.4 = 8 stay of the 20, and 8 biases.
    assertThat(prune("0.4").nonZeroParameters()).isEqualTo(12 + 8);
    assertThat(prune("0").nonZeroParameters()).isEqualTo(20 + 8);
  }

  private static Network prune(String share) {
    return new PruneWeights(Share.of(share)).apply(TestNetworks.small(), TestNetworks.NO_TUNING);
  }

  private static float[] kernel(Network network, int layer) {
    return network.weights().get(layer).kernel().values().toArray();
  }
}
