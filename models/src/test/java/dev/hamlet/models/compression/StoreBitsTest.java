package dev.hamlet.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.QuantizedKernel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreBitsTest {

  @Test
  void publishedVector_roundsHalvesAwayFromZero() {
    QuantizedKernel kernel =
        new StoreBits(8).quantized(FloatTensor.of(List.of(3, 1), -1, 0.5f, 0.25f));

    assertThat(kernel.codes()).containsExactly(-127, 64, 32);
    assertThat(kernel.scales().at(0)).isCloseTo(1 / 127f, within(1e-9f));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "-0.5, -1", "2.5, 3", "-2.5, -3", "0.49, 0", "-1.4, -1", "0, 0"})
  void halves_goAwayFromZero(double value, long rounded) {
    assertThat(StoreBits.roundHalfAway(value)).isEqualTo(rounded);
  }

  @Test
  void everyChannel_hasAScaleOfItsOwn_andAnEmptyOneHasScaleOne() {
    QuantizedKernel kernel =
        new StoreBits(8).quantized(FloatTensor.of(List.of(2, 3), 127, 0, 1, -254, 0, 0.5f));

    assertThat(kernel.scales().toArray()).containsExactly(2, 1, 1 / 127f);
    assertThat(kernel.codes()).containsExactly(64, 0, 127, -127, 0, 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void anyWidth_staysWithinHalfAStepAndInRange(int bits) {
    FloatTensor weights = random(bits);
    int limit = (1 << (bits - 1)) - 1;

    QuantizedKernel kernel = new StoreBits(bits).quantized(weights);

    for (short code : kernel.codes()) {
      assertThat(Math.abs(code)).isLessThanOrEqualTo(limit);
    }
    for (int i = 0; i < weights.size(); i++) {
      double scale = kernel.scales().at(i % 5);
      // Half a step, and float32 rounding of the product.
      double tolerance = scale / 2 + Math.abs(weights.at(i)) * Math.pow(2, -22);
      assertThat((double) kernel.values().at(i)).isCloseTo(weights.at(i), within(tolerance));
    }
  }

  @Test
  void network_keepsArchitectureAndBiases() {
    Network before = TestNetworks.small();

    Network after = new StoreBits(8).apply(before, TestNetworks.NO_TUNING);

    assertThat(after.architecture()).isEqualTo(before.architecture());
    for (int i = 0; i < before.weights().size(); i++) {
      assertThat(after.weights().get(i).bias()).isEqualTo(before.weights().get(i).bias());
      assertThat(after.weights().get(i).kernel()).isInstanceOf(QuantizedKernel.class);
    }
  }

  private static FloatTensor random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatTensor.of(List.of(20, 5), values);
  }
}
