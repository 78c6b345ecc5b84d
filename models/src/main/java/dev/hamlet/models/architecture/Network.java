package dev.hamlet.models.architecture;

import java.util.List;

/**
 * An architecture with its weights; immutable.
 *
 * @param architecture the layers
 * @param weights weights of the layers that have some, in their order
 */
public record Network(Architecture architecture, List<LayerWeights> weights) {

  /** Copies the list and checks every shape against the architecture. */
  public Network {
    weights = List.copyOf(weights);
    List<Architecture.Place> places = architecture.weighted();
    if (places.size() != weights.size()) {
      throw new IllegalArgumentException(
          places.size() + " layers have weights, " + weights.size() + " were given");
    }
    for (int i = 0; i < weights.size(); i++) {
      check(places.get(i), weights.get(i));
    }
  }

  /** Parameters, zero or not. */
  public long parameters() {
    return architecture.parameters();
  }

  /** Parameters that are not zero, as an inference sees them. */
  public long nonZeroParameters() {
    return weights.stream()
        .mapToLong(w -> w.kernel().values().nonZero() + w.bias().nonZero())
        .sum();
  }

  private static void check(Architecture.Place place, LayerWeights weights) {
    boolean fits =
        weights.kernel().shape().equals(place.kernelShape())
            && weights.bias().shape().equals(List.of(place.layer().outputs()));
    if (!fits) {
      throw new IllegalArgumentException(
          "layer %d needs a kernel of %s, not %s with biases of %s"
              .formatted(
                  place.index(),
                  place.kernelShape(),
                  weights.kernel().shape(),
                  weights.bias().shape()));
    }
  }
}
