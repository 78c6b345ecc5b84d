package dev.hamlet.common.config;

/**
 * Something wrong in an input, with its place and its mend.
 *
 * @param place where, for instance {@code experiment.yaml:7:12}
 * @param message what is wrong and what would be right, one sentence
 */
public record Problem(String place, String message) {

  @Override
  public String toString() {
    return place.isEmpty() ? message : place + ": " + message;
  }
}
