package dev.hamlet.common.security;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What was read from the files of one end: its own certificate, and whom it trusts. */
final class TlsIdentity {

  private final TlsFiles files;
  private final EpochClock clock;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trust;
  private List<String> seen = List.of();
  private OptionalLong expiresEpochMs = OptionalLong.empty();
  private OptionalLong readEpochMs = OptionalLong.empty();
  private boolean good;

  private TlsIdentity(TlsFiles files, EpochClock clock, AdvancedTlsX509TrustManager trust) {
    this.files = files;
    this.clock = clock;
    this.trust = trust;
  }

  static TlsIdentity read(TlsFiles files, EpochClock clock) {
    try {
      TlsIdentity identity =
          new TlsIdentity(files, clock, AdvancedTlsX509TrustManager.newBuilder().build());
      identity.reload();
      return identity;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  AdvancedTlsX509KeyManager keys() {
    return keys;
  }

  AdvancedTlsX509TrustManager trust() {
    return trust;
  }

  synchronized OptionalLong expiresEpochMs() {
    return expiresEpochMs;
  }

  /** When the files were read last and all were good. */
  synchronized OptionalLong readEpochMs() {
    return readEpochMs;
  }

  /** Whether the files as they are now are those in force. */
  synchronized boolean isGood() {
    return good;
  }

  /** Reads the files if any of them changed; all of them are good, or nothing is taken over. */
  synchronized boolean reload() {
    List<String> now = states();
    if (now.equals(seen)) {
      good = true;
      return false;
    }
    good = false;
    try {
      takeOver();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
    seen = now;
    good = true;
    readEpochMs = OptionalLong.of(clock.epochMs());
    return true;
  }

  private void takeOver() throws GeneralSecurityException, IOException {
    X509Certificate[] trusted = trusted();
    if (files.certificate().isPresent() && files.key().isPresent()) {
      own(files.certificate().get(), files.key().get());
    }
    if (trusted.length > 0) {
      trust.updateTrustCredentials(trusted);
    } else if (files.ca().isPresent()) {
      trust.useSystemDefaultTrustCerts();
    }
  }

  private X509Certificate[] trusted() {
    return caFile().map(PemFiles::certificates).findFirst().orElse(new X509Certificate[0]);
  }

  private void own(Path certificateFile, Path keyFile) {
    X509Certificate[] chain = PemFiles.certificates(certificateFile);
    PrivateKey key = PemFiles.key(keyFile);
    PemFiles.requirePair(certificateFile, chain[0], keyFile, key);
    PemFiles.requireUnexpired(certificateFile, chain[0], clock.epochMs());
    keys.updateIdentityCredentials(chain, key);
    expiresEpochMs = OptionalLong.of(chain[0].getNotAfter().toInstant().toEpochMilli());
  }

  private Stream<Path> caFile() {
    return files.ca().filter(ca -> !ca.equals(TlsFiles.SYSTEM)).map(Path::of).stream();
  }

  /** Size and time of each file: a renewal changes one of them. */
  private List<String> states() {
    return Stream.of(files.certificate().stream(), files.key().stream(), caFile())
        .flatMap(file -> file)
        .map(TlsIdentity::state)
        .toList();
  }

  private static String state(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException ignored) {
      return file + " cannot be read"; // whoever reads it says why
    }
  }

  private static HamletException unusable(Exception cause) {
    return new HamletException(
        ErrorCode.RESOURCE, "TLS: the certificates cannot be used: " + cause.getMessage(), cause);
  }
}
