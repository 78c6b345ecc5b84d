package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.security.Digests;
import java.util.regex.Pattern;

/**
 * Names of folders for devices. A name of letters, digits, dots, hyphens and underscores stands for
 * itself; of any other the safe characters are kept for the eye, and a hash tells it from others.
 * No device's name, whatever it holds, leads out of the log's folder.
 */
final class DeviceFolder {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int KEPT = 40;
  private static final int HASH_DIGITS = 16;

  private DeviceFolder() {}

  static String nameOf(String device) {
    if (SAFE.matcher(device).matches()) {
      return device;
    }
    String kept = device.replaceAll("[^A-Za-z0-9_-]", "_");
    String hash = Digests.sha256(device);
    // no safe name holds a tilde
    return kept.substring(0, Math.min(KEPT, kept.length())) + "~" + hash.substring(0, HASH_DIGITS);
  }
}
