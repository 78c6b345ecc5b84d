package dev.hamlet.models.dataset;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.models.cache.FileCache;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Builds bundles of labelled inputs, which a cache folder keeps. */
public final class InputSets {

  /** Name of the set of drawn digits. */
  public static final String DIGITS_TEST = "digits-test";

  /** Inputs of {@link #DIGITS_TEST} unless somebody asks for another number. */
  public static final int DEFAULT_COUNT = 2_000;

  /** Seed of {@link #DIGITS_TEST} unless somebody asks for another. */
  public static final long DEFAULT_SEED = 7;

  /** Most inputs of a set. */
  public static final int MAX_COUNT = 100_000;

  private final FileCache cache;

  /** With a folder that keeps what was built. */
  public InputSets(Path cacheFolder) {
    this.cache = new FileCache(cacheFolder.resolve("inputs"));
  }

  /**
   * A finished bundle.
   *
   * @param bundle the file
   * @param id its id
   * @param manifest what it holds
   */
  public record BuiltInputSet(Path bundle, String id, InputSetManifest manifest) {}

  /** The set of drawn digits with its usual count and seed. */
  public BuiltInputSet digitsTest() {
    return digitsTest(DEFAULT_COUNT, DEFAULT_SEED);
  }

  /**
   * Digits that no training ever saw.
   *
   * @param count number of inputs, 1 to {@value #MAX_COUNT}
   */
  public BuiltInputSet digitsTest(int count, long seed) {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + ", not " + count);
    }
    InputSetManifest manifest = manifest(count, seed);
    String name = "%s-v%d-%d-%d.zip".formatted(DIGITS_TEST, Digits.VERSION, count, seed);
    FileCache.Entry entry =
        cache.file(
            name,
            (work, target) -> {
              write(Digits.draw(Digits.Purpose.TEST, seed, count), work);
              Bundle.pack(work, manifest, target);
            });
    return new BuiltInputSet(entry.path(), entry.sha256(), manifest);
  }

  private static InputSetManifest manifest(int count, long seed) {
    return new InputSetManifest(
        DIGITS_TEST,
        count,
        new TensorSpec("x", Digits.SHAPE.dimensions(), "float32"),
        Digits.CLASSES,
        Map.of(
            "origin", "drawn in code",
            "seed", Long.toString(seed),
            "digits_version", Integer.toString(Digits.VERSION)));
  }

  private static void write(LabelledInputs inputs, Path folder) throws IOException {
    try (DataOutputStream values = open(folder.resolve(InputSetManifest.INPUTS_FILE));
        OutputStream labels = open(folder.resolve(InputSetManifest.LABELS_FILE))) {
      for (int i = 0; i < inputs.count(); i++) {
        for (float value : inputs.input(i)) {
          values.writeInt(Integer.reverseBytes(Float.floatToIntBits(value)));
        }
        labels.write(inputs.label(i));
      }
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }
}
