package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Java, and the runtimes that models are executed by.
 *
 * @param distribution folder of the distribution; empty where this process was not started from one
 */
record RuntimeCheck(Machine machine, Optional<Path> distribution, Runtime.Version java)
    implements Check {

  private static final int LEAST_JAVA = 17;
  private static final String INSTALL_JAVA = "install Java 17 or newer, or set JAVA_HOME";

  @Override
  public List<Finding> look() {
    return List.of(javaVersion(), tensorflow());
  }

  private Finding javaVersion() {
    return machine.booted() ? running() : installed();
  }

  private Finding installed() {
    boolean bundled = machine.has("/usr/lib/hamlet/jre/bin/java");
    return bundled || machine.hasProgram("java")
        ? Finding.ok(
            "java", bundled ? "that of hamlet-agent" : "installed; its version shows there")
        : Finding.fail("java", "not installed", INSTALL_JAVA);
  }

  private Finding running() {
    String found = java + " for " + machine.architecture();
    return java.feature() >= LEAST_JAVA
        ? Finding.ok("java", found)
        : Finding.fail("java", found, INSTALL_JAVA);
  }

  private Finding tensorflow() {
    String platform = machine.architecture().equals("aarch64") ? "linux-arm64" : "linux-x86_64";
    Path folder =
        distribution.orElse(machine.at("/usr/lib/hamlet")).resolve("lib/worker-tensorflow");
    if (!Files.isDirectory(folder)) {
      return Finding.fail(
          "tensorflow", "there is no " + folder, "install the package hamlet-worker-tensorflow");
    }
    return holds(folder, platform)
        ? Finding.ok("tensorflow", "worker and libraries for " + platform)
        : Finding.fail(
            "tensorflow",
            folder + " has no libraries for " + platform,
            "install hamlet-worker-tensorflow for this architecture, or build with"
                + " -Dtensorflow.platform="
                + platform);
  }

  private static boolean holds(Path folder, String platform) {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith("-" + platform + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
