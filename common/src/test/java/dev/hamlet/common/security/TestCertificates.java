package dev.hamlet.common.security;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An authority of a test, and the files of what it issues. */
public final class TestCertificates {

  /** Somewhere in the validity of everything that is not made to be invalid. */
  public static final Instant ISSUED = Instant.parse("2024-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");

  private final Path folder;
  private final X509Bundle authority;

  /** A new authority, whose files go into a folder. */
  public TestCertificates(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      authority =
          builder("CN=authority " + folder.getFileName(), END)
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException("no authority", e);
    }
  }

  /** The authority's own certificate. */
  public Path ca() {
    return write("ca.pem", authority.getCertificatePEM());
  }

  /** Files of a server on this machine. */
  public TlsFiles server() {
    return issued("server", "localhost", END);
  }

  /** Files of a server that is called otherwise. */
  public TlsFiles serverElsewhere() {
    return issued("elsewhere", "elsewhere.example", END);
  }

  /** Files of a server whose certificate was valid for a day. */
  public TlsFiles expiredServer() {
    return issued("expired", "localhost", ISSUED.plus(Duration.ofDays(1)));
  }

  /** Files of a server that asks for certificates of this authority. */
  public TlsFiles mutualServer() {
    TlsFiles files = server();
    return new TlsFiles(files.certificate(), files.key(), Optional.of(ca().toString()));
  }

  /** Files of a client that shows no certificate. */
  public TlsFiles client() {
    return new TlsFiles(Optional.empty(), Optional.empty(), Optional.of(ca().toString()));
  }

  /** Files of a client that shows one. */
  public TlsFiles clientWithCertificate() {
    TlsFiles files = issued("client", "client", END);
    return new TlsFiles(files.certificate(), files.key(), Optional.of(ca().toString()));
  }

  private TlsFiles issued(String name, String host, Instant end) {
    try {
      CertificateBuilder builder = builder("CN=" + name, end).addSanDnsName(host);
      if (host.equals("localhost")) {
        builder.addSanIpAddress("127.0.0.1");
      }
      X509Bundle bundle = builder.buildIssuedBy(authority);
      return new TlsFiles(
          Optional.of(write(name + ".pem", bundle.getCertificatePathPEM())),
          Optional.of(write(name + ".key", bundle.getPrivateKeyPEM())),
          Optional.empty());
    } catch (Exception e) {
      throw new IllegalStateException("no certificate " + name, e);
    }
  }

  private static CertificateBuilder builder(String subject, Instant end) {
    return new CertificateBuilder().subject(subject).notBefore(ISSUED).notAfter(end).ecp256();
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
