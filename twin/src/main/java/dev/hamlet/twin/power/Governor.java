package dev.hamlet.twin.power;

import java.util.Optional;
import java.util.stream.Stream;

/** Who chooses a clock between its limits. */
public enum Governor {
  /** Always the upper limit. */
  PERFORMANCE("performance"),
  /** Always the lower limit. */
  POWERSAVE("powersave"),
  /** 1.25 x the load of the last tick, as the kernel's schedutil and the GPU's podgov do alike. */
  SCHEDUTIL("schedutil");

  private final String text;

  Governor(String text) {
    this.text = text;
  }

  /** Its name in sysfs. */
  public String text() {
    return text;
  }

  /** By its name in sysfs. */
  public static Optional<Governor> named(String text) {
    return Stream.of(values()).filter(known -> known.text.equals(text)).findFirst();
  }
}
