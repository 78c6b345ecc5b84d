package dev.hamlet.models.dataset;

import dev.hamlet.common.security.Digests;
import dev.hamlet.models.architecture.FeatureShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The data set of drawn digits: 28 x 28 grey pixels in [0, 1], ten classes of equal share.
 *
 * <p>Every digit has a random generator of its own, seeded by purpose, seed and index; train and
 * test inputs therefore never share one, and a longer set begins with the shorter.
 */
public final class Digits {

  /** Shape of one input. */
  public static final FeatureShape SHAPE = new FeatureShape(28, 28, 1);

  /** Number of classes. */
  public static final int CLASSES = Glyphs.COUNT;

  /** Changes whenever the same seed gives other pixels; part of cache keys. */
  public static final int VERSION = 1;

  private Digits() {}

  /** What inputs are for. */
  public enum Purpose {
    /** To train with. */
    TRAIN,
    /** To measure accuracy and energy with; never trained with. */
    TEST
  }

  /** Draws inputs; equal arguments give equal bits on every machine. */
  public static LabelledInputs draw(Purpose purpose, long seed, int count) {
    DigitArtist artist = new DigitArtist(SHAPE.width());
    int elements = SHAPE.elements();
    float[] values = new float[Math.multiplyExact(count, elements)];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int digit = i % CLASSES;
              float[] pixels = artist.draw(digit, new Random(seedOf(purpose, seed, i)));
              labels[i] = (byte) digit;
              System.arraycopy(pixels, 0, values, i * elements, elements);
            });
    return new LabelledInputs(elements, values, labels);
  }

  private static long seedOf(Purpose purpose, long seed, int index) {
    String text = "digits/" + purpose + "/" + seed + "/" + index;
    return ByteBuffer.wrap(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }
}
