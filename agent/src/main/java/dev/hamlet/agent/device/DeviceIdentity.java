package dev.hamlet.agent.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device is called and what it runs on; constant for the life of the agent.
 *
 * @param name name of the device, unique in the fleet
 * @param bootId kernel boot id: the epoch of the monotonic clock
 * @param host name of the host; agents that share it never load it at the same time
 * @param operatingSystem name, version and architecture; on a Jetson the release of its L4T, too
 * @param javaVersion version of the agent's Java
 * @param cpus CPUs that a worker may use
 * @param labels what experiments match
 */
public record DeviceIdentity(
    String name,
    String bootId,
    String host,
    String operatingSystem,
    String javaVersion,
    int cpus,
    Map<String, String> labels) {

  private static final Pattern L4T_RELEASE =
      Pattern.compile("R(\\d+) \\(release\\), REVISION: ([\\d.]+)");

  /** Copies the labels. */
  public DeviceIdentity {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads what the system says of itself.
   *
   * @param root what stands for {@code /}
   */
  public static DeviceIdentity read(String name, Map<String, String> labels, Path root) {
    return new DeviceIdentity(
        name,
        line(root.resolve("proc/sys/kernel/random/boot_id")),
        line(root.resolve("proc/sys/kernel/hostname")),
        systemName(root),
        System.getProperty("java.version", ""),
        Runtime.getRuntime().availableProcessors(),
        labels);
  }

  private static String systemName(Path root) {
    return String.join(
            " ",
            System.getProperty("os.name", ""),
            System.getProperty("os.version", ""),
            System.getProperty("os.arch", ""))
        + l4tRelease(root);
  }

  /** As in {@code # R32 (release), REVISION: 7.1, GCID: ...}; empty on other boards. */
  private static String l4tRelease(Path root) {
    Path file = root.resolve("etc/nv_tegra_release");
    if (!Files.isReadable(file)) {
      return "";
    }
    Matcher found = L4T_RELEASE.matcher(line(file));
    return found.find() ? " L4T " + found.group(1) + "." + found.group(2) : "";
  }

  private static String line(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot read " + file + ": Hamlet's agent needs Linux", e);
    }
  }
}
