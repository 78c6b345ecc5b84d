package dev.hamlet.agent;

import dev.hamlet.common.cpu.CpuShares;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How this agent and its host measure, for the provenance of results.
 *
 * @param samplerScheduling how the system schedules the sampling thread
 * @param cpus how CPUs are shared between the agent and its workers
 * @param keptAwake whether the workers' CPUs are kept awake while a lease is in hand
 */
record MeasuringConditions(String samplerScheduling, CpuShares cpus, boolean keptAwake) {

  /** By name, in words of results.json. */
  Map<String, String> properties() {
    return Map.of(
        "sampler_scheduling",
        samplerScheduling,
        "agent_cpus",
        list(cpus.divided() ? cpus.own() : List.of()),
        "worker_cpus",
        list(cpus.divided() ? cpus.worker(1) : List.of()),
        "worker_cpus_kept_awake",
        String.valueOf(keptAwake));
  }

  private static String list(List<Integer> cpus) {
    return cpus.isEmpty()
        ? "any"
        : cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
