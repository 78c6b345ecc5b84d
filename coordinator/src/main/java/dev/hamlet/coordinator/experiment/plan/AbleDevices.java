package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Devices that match an experiment's labels and can measure every point of its matrix. The matrix
 * is expanded when somebody first asks, and what it needs is kept.
 */
public final class AbleDevices implements Predicate<DeviceFacts> {

  private final ExperimentFile file;
  private @Nullable DeviceMatcher matcher;

  AbleDevices(ExperimentFile file) {
    this.file = file;
  }

  @Override
  public boolean test(DeviceFacts device) {
    DeviceMatcher known = matcher;
    if (known == null) {
      known =
          new DeviceMatcher(
              file,
              new Shortages(
                  MatrixExpander.expand(file.matrix()).points(),
                  file.inputs().measureCount(),
                  file.energyRails().names()));
      matcher = known;
    }
    return known.isAble(device);
  }
}
