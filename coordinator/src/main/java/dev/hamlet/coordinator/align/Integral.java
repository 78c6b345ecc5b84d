package dev.hamlet.coordinator.align;

import dev.hamlet.common.time.TimeInterval;
import java.util.List;
import java.util.Optional;

/**
 * Energy of a window over several groups.
 *
 * @param joules sum of the groups' integrals; NaN if one is missing
 * @param missing why one is missing, one sentence
 */
record Integral(double joules, Optional<String> missing) {

  static Integral of(List<GroupSeries> groups, TimeInterval window, AlignmentRules rules) {
    double joules = 0;
    for (GroupSeries group : groups) {
      EnergyIntegrator integrator = new EnergyIntegrator(group.series(), group.maxGapNs(rules));
      WindowEnergy energy = integrator.integrate(window);
      if (energy instanceof WindowEnergy.Uncovered uncovered) {
        return new Integral(Double.NaN, Optional.of(sentence(group, uncovered)));
      }
      joules += ((WindowEnergy.Covered) energy).joules();
    }
    return new Integral(joules, Optional.empty());
  }

  private static String sentence(GroupSeries group, WindowEnergy.Uncovered uncovered) {
    return "Samples of group %s do not cover the burst and its guard: %s."
        .formatted(group.group().group(), uncovered.reason());
  }
}
