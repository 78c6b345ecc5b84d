package dev.hamlet.cli.command;

import dev.hamlet.common.security.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How connections are protected; the same for every end. */
public final class TlsOptions {

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      defaultValue = "${env:HAMLET_TLS_CERT}",
      description = "This end's certificate and its intermediates, PEM (also HAMLET_TLS_CERT).")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:HAMLET_TLS_KEY}",
      description = "Private key of that, PKCS#8 PEM without a password (also HAMLET_TLS_KEY).")
  private @Nullable Path key;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE|system",
      defaultValue = "${env:HAMLET_TLS_CA}",
      description = {
        "Certificates that the other end's must lead to, PEM; system: those that Java trusts. A",
        "coordinator then takes only clients with such a certificate (also HAMLET_TLS_CA)."
      })
  private @Nullable String ca;

  @Option(
      names = "--insecure",
      description =
          "Let plaintext pass beyond this machine; the whole network may see and change it.")
  private boolean insecure;

  /** Whether plaintext may leave this machine. */
  public boolean insecure() {
    return insecure;
  }

  /** The files that were named. */
  public TlsFiles files() {
    return new TlsFiles(
        Optional.ofNullable(certificate),
        Optional.ofNullable(key),
        Optional.ofNullable(ca).filter(named -> !named.isBlank()));
  }
}
