package dev.hamlet.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.models.dataset.Digits.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {

  @Test
  void equalSeeds_giveEqualPixels_andALongerSetBeginsWithTheShorter() {
    LabelledInputs shorter = Digits.draw(Purpose.TRAIN, 3, 20);
    LabelledInputs longer = Digits.draw(Purpose.TRAIN, 3, 40);

    for (int i = 0; i < shorter.count(); i++) {
      assertThat(shorter.input(i)).isEqualTo(longer.input(i));
      assertThat(shorter.label(i)).isEqualTo(longer.label(i));
    }
  }

  @Test
  void trainAndTest_shareNoInput_evenUnderOneSeed() {
    Set<Integer> train = hashes(Digits.draw(Purpose.TRAIN, 1, 300));
    Set<Integer> test = hashes(Digits.draw(Purpose.TEST, 1, 300));

    assertThat(train).hasSize(300).doesNotContainAnyElementsOf(test);
  }

  @Test
  void pixels_areBetweenZeroAndOne_andEveryDigitIsInked() {
    LabelledInputs inputs = Digits.draw(Purpose.TEST, 2, 100);

    for (int i = 0; i < inputs.count(); i++) {
      float[] pixels = inputs.input(i);
      int dark = 0;
      for (float pixel : pixels) {
        assertThat(pixel).isBetween(0f, 1f);
        dark += pixel > 0.4f ? 1 : 0;
      }
      assertThat(dark).as("dark pixels of input %d", i).isBetween(10, 400);
    }
  }

  @Test
  void classes_haveEqualShares() {
    LabelledInputs inputs = Digits.draw(Purpose.TEST, 2, 50);
    int[] counts = new int[Digits.CLASSES];
    for (int i = 0; i < inputs.count(); i++) {
      counts[inputs.label(i)]++;
    }

    assertThat(counts).containsOnly(5);
  }

  @Test
  void bundle_holdsInputsAndLabels_andIsFoundAgain(@TempDir Path folder) throws IOException {
    InputSets.BuiltInputSet built = new InputSets(folder).digitsTest(30, 5);
    InputSets.BuiltInputSet again = new InputSets(folder).digitsTest(30, 5);
    Path content = folder.resolve("content");
    Bundle.unpack(built.bundle(), content);

    assertThat(again).isEqualTo(built);
    assertThat(Bundle.manifest(built.bundle())).isEqualTo(built.manifest());
    assertThat(built.manifest().count()).isEqualTo(30);
    LabelledInputs drawn = Digits.draw(Purpose.TEST, 5, 30);
    ByteBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(content.resolve(InputSetManifest.INPUTS_FILE)))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] labels = Files.readAllBytes(content.resolve(InputSetManifest.LABELS_FILE));
    assertThat(values.capacity()).isEqualTo(30 * 28 * 28 * Float.BYTES);
    assertThat(labels).hasSize(30);
    for (int i = 0; i < drawn.count(); i++) {
      assertThat(labels[i]).isEqualTo((byte) drawn.label(i));
      for (float pixel : drawn.input(i)) {
        assertThat(values.getFloat()).isEqualTo(pixel);
      }
    }
  }

  private static Set<Integer> hashes(LabelledInputs inputs) {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < inputs.count(); i++) {
      hashes.add(Arrays.hashCode(inputs.input(i)));
    }
    return hashes;
  }
}
