package dev.hamlet.models.dataset;

import java.util.Arrays;

/** Inputs and the class of each; immutable. */
public final class LabelledInputs {

  private final int elementsPerInput;
  private final float[] values;
  private final byte[] labels;

  /**
   * Takes over the arrays: the caller must not touch them again.
   *
   * @param values the inputs one after the other
   * @param labels the class of each input, as an unsigned byte
   */
  LabelledInputs(int elementsPerInput, float[] values, byte[] labels) {
    if (values.length != Math.multiplyExact(elementsPerInput, labels.length)) {
      throw new IllegalArgumentException(
          labels.length + " inputs of " + elementsPerInput + " do not make " + values.length);
    }
    this.elementsPerInput = elementsPerInput;
    this.values = values;
    this.labels = labels;
  }

  /** Number of inputs. */
  public int count() {
    return labels.length;
  }

  /** Elements of one input. */
  public int elementsPerInput() {
    return elementsPerInput;
  }

  /** Class of an input. */
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  /** A copy of one input. */
  public float[] input(int index) {
    return Arrays.copyOfRange(values, index * elementsPerInput, (index + 1) * elementsPerInput);
  }

  /** Copies one input into a larger array. */
  public void copyInput(int index, float[] target, int offset) {
    System.arraycopy(values, index * elementsPerInput, target, offset, elementsPerInput);
  }
}
