package dev.hamlet.models.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequential network without its weights. The scores of its last layer become probabilities in a
 * softmax that every export appends.
 *
 * @param name name in the zoo
 * @param input shape of one input
 * @param layers layers in the order of the data
 */
public record Architecture(String name, FeatureShape input, List<Layer> layers) {

  /** Copies the layers and checks that each fits what it is given. */
  public Architecture {
    layers = List.copyOf(layers);
    weighted(input, layers);
  }

  /**
   * A layer with weights, and where it stands.
   *
   * @param index index among all layers
   * @param layer the layer
   * @param input shape of its input
   */
  public record Place(int index, Layer.Weighted layer, FeatureShape input) {

    /** Shape of the kernel. */
    public List<Integer> kernelShape() {
      return layer.kernelShape(input);
    }
  }

  /** The layers with weights, in order. */
  public List<Place> weighted() {
    return weighted(input, layers);
  }

  /** Number of classes: the units of the last layer. */
  public int classes() {
    FeatureShape shape = input;
    for (Layer layer : layers) {
      shape = layer.output(shape);
    }
    return shape.elements();
  }

  /** Weights and biases of all layers. */
  public long parameters() {
    return weighted().stream().mapToLong(p -> p.layer().parameters(p.input())).sum();
  }

  /** Multiply-accumulate operations of one inference. */
  public long multiplyAccumulates() {
    return weighted().stream().mapToLong(p -> p.layer().multiplyAccumulates(p.input())).sum();
  }

  /** A text that is equal exactly for equal architectures; part of cache keys. */
  public String canonical() {
    return name + input + layers;
  }

  private static List<Place> weighted(FeatureShape input, List<Layer> layers) {
    List<Place> places = new ArrayList<>();
    FeatureShape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Layer.Weighted weighted) {
        var unused = weighted.kernelShape(shape);
        places.add(new Place(i, weighted, shape));
      }
      shape = layers.get(i).output(shape);
    }
    return List.copyOf(places);
  }
}
