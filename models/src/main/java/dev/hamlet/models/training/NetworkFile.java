package dev.hamlet.models.training;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights in a file: kernel and biases of each layer in order, big-endian float32, nothing else.
 * Whoever reads must know the architecture.
 */
final class NetworkFile {

  private NetworkFile() {}

  static void write(Network network, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (LayerWeights weights : network.weights()) {
        write(weights.kernel().values(), out);
        write(weights.bias(), out);
      }
    }
  }

  static Network read(Architecture architecture, Path file) throws IOException {
    List<LayerWeights> weights = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (Architecture.Place place : architecture.weighted()) {
        FloatTensor kernel = read(place.kernelShape(), in);
        weights.add(LayerWeights.plain(kernel, read(List.of(place.layer().outputs()), in)));
      }
    }
    return new Network(architecture, weights);
  }

  private static void write(FloatTensor tensor, DataOutputStream out) throws IOException {
    for (int i = 0; i < tensor.size(); i++) {
      out.writeFloat(tensor.at(i));
    }
  }

  private static FloatTensor read(List<Integer> shape, DataInputStream in) throws IOException {
    float[] values = new float[FloatTensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return FloatTensor.of(shape, values);
  }
}
