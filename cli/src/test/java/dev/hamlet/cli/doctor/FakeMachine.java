package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file tree that looks like a TX2 with JetPack 4, or like whatever a test makes of it. */
public final class FakeMachine {

  private final Path root;

  /** An empty tree. */
  public FakeMachine(Path root) {
    this.root = root;
  }

  /** Ubuntu 18.04 and L4T's driver on one rail, nothing set up. */
  public static FakeMachine tx2(Path root) {
    String chip = "/sys/bus/i2c/drivers/ina3221x/0-0041/";
    return new FakeMachine(root)
        .file("/lib/aarch64-linux-gnu/libc.so.6", glibc(27))
        .file("/usr/lib/aarch64-linux-gnu/libstdc++.so.6", glibcxx(25))
        .file("/usr/lib/hamlet/lib/worker-tensorflow/native-1.1.0-linux-arm64.jar", "")
        .file("/etc/nvpmodel.conf", "< POWER_MODEL ID=0 NAME=MAXN >")
        .file(chip + "iio:device1/rail_name_0", "VDD_IN")
        .file(chip + "iio:device1/in_power0_input", "1876")
        .file(chip + "iio:device1/running_mode", "0")
        .file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "schedutil")
        .file("/proc/self/limits", "Max realtime priority     0                    0\n")
        .file("/proc/meminfo", "MemAvailable:     512000 kB\n")
        .file("/usr/bin/chrt", "")
        .file("/usr/bin/taskset", "");
  }

  /** Bytes like those of glibc 2.{@code minor}. */
  public static String glibc(int minor) {
    return "\0\u00ffELF\0GNU C Library (Debian GLIBC) stable release version 2." + minor + ".\n\0";
  }

  /** Bytes like those of a libstdc++ that knows GLIBCXX_3.4.{@code last}. */
  public static String glibcxx(int last) {
    return "\0GLIBCXX_3.4\0GLIBCXX_3.4.9\0GLIBCXX_3.4." + last + "\0";
  }

  /** Makes a file, or gives it another text. */
  public FakeMachine file(String path, String text) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
