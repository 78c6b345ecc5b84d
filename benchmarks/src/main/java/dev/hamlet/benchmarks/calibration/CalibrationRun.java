package dev.hamlet.benchmarks.calibration;

import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.benchmarks.scenario.LoadShape;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.SensorSetup;
import dev.hamlet.benchmarks.virtual.VirtualStep;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Rail;
import dev.hamlet.twin.ina3221.ConfigWord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Steps of the load on one configuration, each on another board. */
final class CalibrationRun {

  private static final double TOLERANCE = 0.05;
  private static final int LEAST_LEVEL = 1_000;
  private static final int LEVELS = 2_000;

  private final ConfigWord config;
  private final Scenario scenario;
  private final SplittableRandom random;

  CalibrationRun(int word, long seed) {
    this.config = new ConfigWord(word);
    this.scenario = Scenario.of("", SensorSetup.of(word), Load.of(LoadShape.STEADY, 20));
    this.random = new SplittableRandom(seed * 1_000_003 + word);
  }

  CalibrationFigures run(int steps) {
    List<StepFit> fits = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int level = LEAST_LEVEL + random.nextInt(LEVELS);
      VirtualStep step = VirtualStep.run(scenario, random.nextLong(), level);
      try {
        fits.add(fit(step));
      } catch (HamletException ignored) {
        // counted as refused: it is missing among the fits
      }
    }
    return figures(steps, fits);
  }

  private StepFit fit(VirtualStep step) {
    double resolutionWatts = step.group().rails().stream().mapToDouble(Rail::resolutionWatts).sum();
    return StepFit.of(step.series(), step.busy(), config.roundNs(), resolutionWatts);
  }

  private CalibrationFigures figures(int steps, List<StepFit> fits) {
    double n = fits.size();
    return new CalibrationFigures(
        config.word(),
        config.timeConstantNs() * 1e-6,
        config.roundNs() * 1e-6,
        steps,
        steps - fits.size(),
        fits.stream().mapToDouble(fit -> fit.timeConstantNs() * 1e-6).average().orElse(Double.NaN),
        fits.stream().mapToDouble(this::error).max().orElse(Double.NaN),
        fits.stream().filter(fit -> error(fit) <= TOLERANCE).count() / n,
        fits.stream().filter(this::covers).count() / n);
  }

  private double error(StepFit fit) {
    double tauNs = config.timeConstantNs();
    return tauNs == 0
        ? (double) fit.timeConstantNs() / config.roundNs()
        : Math.abs(fit.timeConstantNs() / tauNs - 1);
  }

  private boolean covers(StepFit fit) {
    return Math.abs(fit.timeConstantNs() - config.timeConstantNs()) <= fit.errorNs();
  }
}
