package dev.hamlet.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Free memory. */
record MemoryCheck(Machine machine, long enoughBytes) implements Check {

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");

  @Override
  public List<Finding> look() {
    Matcher line = AVAILABLE.matcher(machine.text("/proc/meminfo").orElse(""));
    if (!line.find()) {
      return List.of(
          Finding.warn("memory", "/proc/meminfo does not tell what is free", "look with free -m"));
    }
    long bytes = Long.parseLong(line.group(1)) << 10;
    String found = String.format(Locale.ROOT, "%.1f GiB available", bytes / (double) (1L << 30));
    return List.of(
        bytes >= enoughBytes
            ? Finding.ok("memory", found)
            : Finding.warn(
                "memory",
                found,
                "end what else runs here; a TensorFlow worker takes 0.3 to 2 GiB"));
  }
}
