package dev.hamlet.models.architecture;

import java.util.List;

/**
 * A layer of a sequential network.
 *
 * <p>Data lie as height, width, channels; a layer with weights is a {@link Weighted}.
 */
public sealed interface Layer {

  /** Shape of the output for an input of a shape; IllegalArgumentException if it does not fit. */
  FeatureShape output(FeatureShape input);

  /** A layer with a kernel and one bias per output channel. */
  sealed interface Weighted extends Layer permits Convolution, Dense {

    /**
     * Shape of the kernel; its last dimension is the output channels, the one before it the input
     * channels.
     */
    List<Integer> kernelShape(FeatureShape input);

    /** Output channels or units. */
    int outputs();

    /** Whether negative outputs are cut to zero. */
    boolean rectified();

    /** The same layer with another number of output channels. */
    Weighted withOutputs(int outputs);

    /** Weights and biases. */
    default long parameters(FeatureShape input) {
      return kernelElements(input) + outputs();
    }

    /**
     * Multiply-accumulate operations of one inference: every output position uses the whole kernel,
     * padding counted as if it were data; biases are not counted.
     */
    default long multiplyAccumulates(FeatureShape input) {
      FeatureShape output = output(input);
      return kernelElements(input) * output.height() * output.width();
    }

    private long kernelElements(FeatureShape input) {
      return kernelShape(input).stream()
          .mapToLong(Integer::longValue)
          .reduce(1, Math::multiplyExact);
    }
  }

  /**
   * A convolution with stride 1 whose output is as high and wide as its input.
   *
   * @param outputs number of filters
   * @param kernelSize height and width of a filter
   * @param rectified whether negative outputs are cut to zero
   */
  record Convolution(int outputs, int kernelSize, boolean rectified) implements Weighted {

    @Override
    public FeatureShape output(FeatureShape input) {
      return new FeatureShape(input.height(), input.width(), outputs);
    }

    @Override
    public List<Integer> kernelShape(FeatureShape input) {
      return List.of(kernelSize, kernelSize, input.channels(), outputs);
    }

    @Override
    public Convolution withOutputs(int count) {
      return new Convolution(count, kernelSize, rectified);
    }
  }

  /** The largest value of each 2 x 2 square, per channel; an odd last row or column is left out. */
  record MaxPool() implements Layer {

    /** Height and width of a square, and the step from one to the next. */
    public static final int SIZE = 2;

    @Override
    public FeatureShape output(FeatureShape input) {
      return new FeatureShape(input.height() / SIZE, input.width() / SIZE, input.channels());
    }
  }

  /** Lays out height, width and channels as one vector; channels vary fastest. */
  record Flatten() implements Layer {

    @Override
    public FeatureShape output(FeatureShape input) {
      return FeatureShape.flat(input.elements());
    }
  }

  /**
   * A fully connected layer; its input is flat.
   *
   * @param outputs number of units
   * @param rectified whether negative outputs are cut to zero
   */
  record Dense(int outputs, boolean rectified) implements Weighted {

    @Override
    public FeatureShape output(FeatureShape input) {
      return FeatureShape.flat(outputs);
    }

    @Override
    public List<Integer> kernelShape(FeatureShape input) {
      if (input.height() != 1 || input.width() != 1) {
        throw new IllegalArgumentException("a dense layer needs a flat input, not " + input);
      }
      return List.of(input.channels(), outputs);
    }

    @Override
    public Dense withOutputs(int count) {
      return new Dense(count, rectified);
    }
  }
}
