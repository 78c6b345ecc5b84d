package dev.hamlet.benchmarks.virtual;

import dev.hamlet.common.inference.Spans;

/**
 * A burst that ran.
 *
 * @param spans its inferences
 * @param levelNsPerInference integral of the activity's level over time, per inference, in
 *     milli-threads x ns
 */
public record VirtualBurst(Spans spans, double levelNsPerInference) {

  /** When its first inference started. */
  public long startNs() {
    return spans.startNs()[0];
  }

  /** When its last inference ended. */
  public long endNs() {
    return spans.endNs()[spans.size() - 1];
  }
}
