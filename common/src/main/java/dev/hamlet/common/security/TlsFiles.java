package dev.hamlet.common.security;

import dev.hamlet.common.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which files encrypt a connection; PEM all of them.
 *
 * @param certificate certificate of this end, followed by its intermediates; empty if it shows none
 * @param key private key of that certificate, PKCS#8 without a password; empty exactly if {@code
 *     certificate} is
 * @param ca certificates that the other end's must lead to; a client may say {@value #SYSTEM} for
 *     those that this machine trusts; empty if the other end shows none
 */
public record TlsFiles(Optional<Path> certificate, Optional<Path> key, Optional<String> ca) {

  /** Instead of a file of certificates: those that the Java platform trusts. */
  public static final String SYSTEM = "system";

  /** No encryption. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether nothing is named, so that the connection is in the clear. */
  public boolean isEmpty() {
    return certificate.isEmpty() && key.isEmpty() && ca.isEmpty();
  }

  /** What a server cannot work with. */
  public List<Problem> problemsOfServer() {
    if (isEmpty()) {
      return List.of();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      return List.of(
          new Problem("--tls-cert", "a coordinator needs both --tls-cert FILE and --tls-key FILE"));
    }
    if (ca.filter(SYSTEM::equals).isPresent()) {
      return List.of(
          new Problem(
              "--tls-ca",
              "name the file of the certificates that clients' must lead to, not system"));
    }
    return List.of();
  }

  /** What a client cannot work with. */
  public List<Problem> problemsOfClient() {
    if (certificate.isPresent() != key.isPresent()) {
      return List.of(new Problem("--tls-cert", "goes with --tls-key: name both files, or neither"));
    }
    if (ca.isEmpty() && certificate.isPresent()) {
      return List.of(
          new Problem(
              "--tls-ca",
              "name the file of the certificates that the coordinator's must lead to, or system"));
    }
    return List.of();
  }
}
