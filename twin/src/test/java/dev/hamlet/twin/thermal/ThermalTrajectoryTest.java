package dev.hamlet.twin.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThermalTrajectoryTest {

  private final ThermalModel model = ThermalModel.withFan(25);
  private final ThermalTrajectory trajectory = new ThermalTrajectory(model);

  @Test
  void constantHeat_approachesAmbientPlusPowerTimesResistance() {
    trajectory.restart(25, 4, 0);

    assertThat(trajectory.temperatureC(0)).isEqualTo(25);
    assertThat(trajectory.temperatureC(100)).isCloseTo(25 + 10 * (1 - 1 / Math.E), within(1e-9));
    assertThat(trajectory.temperatureC(1e5)).isCloseTo(35, within(1e-9));
  }

  @Test
  void leakage_solvesTheDifferentialEquation() {
    trajectory.restart(40, 3, 0.01);
    double step = 1e-3;

    for (double t = 1; t < 300; t += 20) {
      double slope =
          (trajectory.temperatureC(t + step) - trajectory.temperatureC(t - step)) / (2 * step);
      double here = trajectory.temperatureC(t);
      // C dT/dt = 3 + 0.01 T - (T - 25) / 2.5
      assertThat(40 * slope).isCloseTo(3 + 0.01 * here - (here - 25) / 2.5, within(1e-5));
    }
  }

  @Test
  void integral_isThatOfTheTemperature() {
    trajectory.restart(60, 2, 0.02);
    double sum = 0;
    int steps = 10_000;
    for (int i = 0; i < steps; i++) {
      sum += trajectory.temperatureC((i + 0.5) * 50.0 / steps) * 50.0 / steps;
    }

    // midpoint rule, error h^2/24 x change of slope: below 1e-6
    assertThat(trajectory.integralCelsiusSeconds(50)).isCloseTo(sum, within(1e-4));
  }

  @Test
  void drift_solvesTheDifferentialEquation() {
    trajectory.restart(40, 3, 0.01, 0.02);
    double step = 1e-3;

    for (double t = 1; t < 300; t += 20) {
      double slope =
          (trajectory.temperatureC(t + step) - trajectory.temperatureC(t - step)) / (2 * step);
      double here = trajectory.temperatureC(t);
      assertThat(40 * slope)
          .isCloseTo(3 + 0.02 * t + 0.01 * here - (here - 25) / 2.5, within(1e-5));
    }
    assertThat(trajectory.temperatureC(0)).isCloseTo(40, within(1e-9));
  }

  @Test
  void integralUnderDrift_isThatOfTheTemperature() {
    trajectory.restart(60, 2, 0.02, -0.01);
    double sum = 0;
    int steps = 10_000;
    for (int i = 0; i < steps; i++) {
      sum += trajectory.temperatureC((i + 0.5) * 50.0 / steps) * 50.0 / steps;
    }

    assertThat(trajectory.integralCelsiusSeconds(50)).isCloseTo(sum, within(1e-4));
  }

  @Test
  void slowerFan_endsWarmer() {
    ThermalModel still = model.atFan(0);

    assertThat(model.atFan(255)).isEqualTo(model);
    // 35 % of the conductance: 2.5 K/W / 0.35 x 4 W above 25 degrees
    assertThat(still.limitC(4, 0)).isCloseTo(25 + 4 * 2.5 / 0.35, within(1e-9));
  }
}
