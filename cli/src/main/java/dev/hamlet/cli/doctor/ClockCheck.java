package dev.hamlet.cli.doctor;

import dev.hamlet.common.time.EpochClock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The wall clock, for certificates and people, and the counter behind the monotonic one. */
record ClockCheck(Machine machine, EpochClock clock) implements Check {

  private static final Instant NOT_SET_BEFORE = Instant.parse("2025-01-01T00:00:00Z");
  private static final Set<String> STEADY =
      Set.of("arch_sys_counter", "tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "xen");

  /** What services that set the clock leave while they run. */
  private static final List<String> SYNCHRONIZED =
      List.of(
          "/run/systemd/timesync/synchronized",
          "/run/chrony/chronyd.pid",
          "/run/chronyd.pid",
          "/run/ntpd.pid",
          "/run/openntpd.pid");

  @Override
  public List<Finding> look() {
    return List.of(wall(), source());
  }

  private Finding wall() {
    Instant now = Instant.ofEpochMilli(clock.epochMs());
    if (now.isBefore(NOT_SET_BEFORE)) {
      return Finding.fail(
          "wall clock", "it says " + now, "set it: no certificate is valid then (NTP, or date -s)");
    }
    return SYNCHRONIZED.stream().anyMatch(machine::has)
        ? Finding.ok("wall clock", "kept by a time service")
        : Finding.warn(
            "wall clock",
            "no time service was found: displays and certificates suffer, energies do not",
            "timedatectl set-ntp true, or install chrony");
  }

  private Finding source() {
    String source =
        machine
            .text("/sys/devices/system/clocksource/clocksource0/current_clocksource")
            .orElse("unknown");
    return STEADY.contains(source)
        ? Finding.ok("clock source", source)
        : Finding.warn(
            "clock source",
            source + ": each stamp may cost a microsecond and more",
            "boot with a steady counter of the CPU: clocksource=tsc on a PC, arch_sys_counter on ARM");
  }
}
