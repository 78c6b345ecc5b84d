package dev.hamlet.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Layer.Convolution;
import dev.hamlet.models.architecture.Layer.Dense;
import dev.hamlet.models.architecture.Layer.Flatten;
import dev.hamlet.models.architecture.Layer.MaxPool;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void lenet_hasTheParametersAndMultiplicationsCountedByHand() {
    Architecture lenet = Zoo.architecture("lenet");

    // conv 3*3*1*16+16, conv 3*3*16*32+32, dense 7*7*32*128+128, dense 128*10+10
    assertThat(lenet.parameters()).isEqualTo(160 + 4_640 + 200_832 + 1_290).isEqualTo(206_922);
    // 28*28*144, 14*14*4608, 1568*128, 1280
    assertThat(lenet.multiplyAccumulates())
        .isEqualTo(112_896 + 903_168 + 200_704 + 1_280)
        .isEqualTo(1_218_048);
    assertThat(lenet.classes()).isEqualTo(10);
  }

  @Test
  void oddSidesAndTwoInputChannels_arePooledDownAndCounted() {
    Architecture odd =
        new Architecture(
            "odd",
            new FeatureShape(5, 7, 2),
            List.of(
                new Convolution(3, 3, true), new MaxPool(), new Flatten(), new Dense(4, false)));

    assertThat(odd.weighted().get(1).input()).isEqualTo(FeatureShape.flat(2 * 3 * 3));
    assertThat(odd.parameters()).isEqualTo((3 * 3 * 2 * 3 + 3) + (18 * 4 + 4));
    assertThat(odd.multiplyAccumulates()).isEqualTo(5 * 7 * 54 + 72);
  }

  @Test
  void denseAfterUnflattenedData_isRefused() {
    assertThatThrownBy(
            () ->
                new Architecture("wrong", new FeatureShape(4, 4, 1), List.of(new Dense(2, false))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flat");
  }

  @Test
  void weightsOfAnotherShape_areRefused() {
    Architecture single =
        new Architecture("single", FeatureShape.flat(3), List.of(new Dense(2, false)));
    LayerWeights wrong =
        LayerWeights.plain(FloatTensor.zeros(List.of(2, 3)), FloatTensor.zeros(List.of(2)));

    assertThatThrownBy(() -> new Network(single, List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3, 2]");
  }

  @Test
  void unknownName_listsWhatTheZooHas() {
    assertThatThrownBy(() -> Zoo.architecture("lenett"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("lenett")
        .hasMessageContaining("lenet");
  }
}
