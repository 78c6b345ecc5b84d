package dev.hamlet.models.architecture;

import java.util.List;

/**
 * Shape of what flows between two layers, for one input and without the batch dimension.
 *
 * @param height rows; 1 after flattening
 * @param width columns; 1 after flattening
 * @param channels channels, or units after flattening
 */
public record FeatureShape(int height, int width, int channels) {

  /** Refuses an empty shape. */
  public FeatureShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a shape is at least 1 x 1 x 1, not " + height + " x " + width + " x " + channels);
    }
  }

  /** A vector of units. */
  public static FeatureShape flat(int units) {
    return new FeatureShape(1, 1, units);
  }

  /** Number of values. */
  public int elements() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  /** Height, width, channels. */
  public List<Integer> dimensions() {
    return List.of(height, width, channels);
  }
}
