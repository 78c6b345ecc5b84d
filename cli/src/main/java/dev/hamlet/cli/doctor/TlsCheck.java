package dev.hamlet.cli.doctor;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.EpochClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files that encrypt a coordinator's connections: do they fit, how long yet, who reads them.
 */
record TlsCheck(TlsFiles files, EpochClock clock) implements Check {

  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public List<Finding> look() {
    if (files.isEmpty()) {
      return List.of(
          Finding.warn(
              "tls",
              "no certificate: agents and operators on other machines are refused",
              "--tls-cert and --tls-key (docs/security.md)"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(certificate());
    files.key().filter(Files::exists).ifPresent(key -> findings.add(key(key)));
    return findings;
  }

  private Finding certificate() {
    try (TransportSecurity security = TransportSecurity.ofServer(files, clock)) {
      return expiry(security.expiresEpochMs());
    } catch (HamletException e) {
      return Finding.fail(
          "tls",
          String.valueOf(e.getMessage()),
          "mend what --tls-cert, --tls-key and --tls-ca name: docs/security.md");
    }
  }

  private Finding expiry(OptionalLong expiresEpochMs) {
    long days = Duration.ofMillis(expiresEpochMs.orElse(Long.MAX_VALUE) - clock.epochMs()).toDays();
    return days >= SOON.toDays()
        ? Finding.ok("tls", "the certificate is valid for " + days + " days")
        : Finding.warn(
            "tls",
            "the certificate is valid for " + days + " days only",
            "replace the files in place; a running coordinator takes them within a minute");
  }

  private static Finding key(Path key) {
    try {
      return Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)
          ? Finding.warn("tls key", "everybody can read " + key, "chmod o= " + key)
          : Finding.ok("tls key", key + " is not for everybody");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
