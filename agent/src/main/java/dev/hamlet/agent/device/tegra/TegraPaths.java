package dev.hamlet.agent.device.tegra;

import java.util.List;

/** Where the kernels of L4T 28 and 32 have their knobs; of several places the first one counts. */
final class TegraPaths {

  static final List<String> GPU_CLOCK =
      List.of(
          "/sys/devices/17000000.gp10b/devfreq/17000000.gp10b",
          "/sys/devices/gpu.0/devfreq/17000000.gp10b");
  static final List<String> GPU_RAILGATE =
      List.of("/sys/devices/17000000.gp10b/railgate_enable", "/sys/devices/gpu.0/railgate_enable");
  static final List<String> GPU_LOAD =
      List.of("/sys/devices/gpu.0/load", "/sys/devices/17000000.gp10b/load");
  static final List<String> FAN =
      List.of("/sys/devices/pwm-fan/target_pwm", "/sys/kernel/debug/tegra_fan/target_pwm");
  static final String MEMORY = "/sys/kernel/debug/bpmp/debug/clk/emc";
  static final String MEMORY_CAP = "/sys/kernel/nvpmodel_emc_cap/emc_iso_cap";
  static final String QOS = "/sys/module/qos/parameters/enable";
  static final List<String> CPU_SLEEP =
      List.of(
          "/sys/kernel/debug/tegra_cpufreq/M_CLUSTER/cc3/enable",
          "/sys/kernel/debug/tegra_cpufreq/B_CLUSTER/cc3/enable");

  private TegraPaths() {}
}
