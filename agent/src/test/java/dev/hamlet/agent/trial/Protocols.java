package dev.hamlet.agent.trial;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.MeasurementProtocol;
import java.time.Duration;
import java.util.Map;

/** Protocols and cells for tests. */
public final class Protocols {

  private Protocols() {}

  /**
   * 300 ms warm-up, 300 ms settle (so long that the host is not probed), 500 ms idle, 1 s burst, 90
   * ms guard.
   */
  public static MeasurementProtocol demo() {
    return new MeasurementProtocol(
        "demo",
        Duration.ofMillis(300),
        5,
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        20,
        Duration.ofMillis(90),
        Duration.ofSeconds(60),
        2,
        Duration.ofSeconds(10),
        42);
  }

  /** A cell of a variant. */
  public static CellSpec cell(String variant, String artifact, String inputSet) {
    return new CellSpec(
        "cell-" + variant, "cnn", variant, artifact, "fake", 1, inputSet, 0, Map.of());
  }
}
