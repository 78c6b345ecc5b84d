package dev.hamlet.common.security;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in a sentence why two ends do not agree on TLS; the platform's own words help nobody. */
final class TlsFailures {

  private TlsFailures() {}

  /** Words of the platform where a plaintext client met an end that expected something else. */
  private static final List<String> HUNG_UP =
      List.of("Network closed for unknown reason", "First received frame was not SETTINGS");

  /** The sentence for a failed connection in the clear, if TLS may be what was wanted. */
  static Optional<String> sentenceOfPlaintext(Throwable failure, String peer) {
    String text = String.valueOf(failure.getMessage());
    return HUNG_UP.stream().anyMatch(text::contains)
        ? Optional.of(
            "the coordinator "
                + peer
                + " hung up without a word: if it speaks TLS, give --tls-ca FILE")
        : Optional.empty();
  }

  /**
   * The sentence for a failed connection to a coordinator, if TLS is what it failed on.
   *
   * @param failure of the call, with its causes
   * @param peer how the coordinator was named, {@code host:port}
   */
  static Optional<String> sentence(Throwable failure, String peer) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .limit(20)
        .flatMap(each -> sentenceOf(each, peer).stream())
        .reduce((outer, inner) -> inner);
  }

  private static Optional<String> sentenceOf(Throwable cause, String peer) {
    if (cause instanceof CertificateExpiredException) {
      return Optional.of("the certificate of the coordinator " + peer + " has expired: renew it");
    }
    if (cause instanceof CertificateNotYetValidException) {
      return Optional.of(
          "the certificate of the coordinator " + peer + " is not valid yet: set this clock");
    }
    String text = String.valueOf(cause.getMessage());
    return Stream.of(Sign.values())
        .filter(sign -> text.contains(sign.words))
        .map(sign -> sign.sentence.formatted(peer))
        .findFirst();
  }

  /** Words of the platform, and what they mean here. */
  private enum Sign {
    WRONG_CA(
        "unable to find valid certification path",
        "the certificate of the coordinator %s does not lead to what --tls-ca names: give its CA"),
    WRONG_CA_ANCHORS(
        "path does not chain with any of the trust anchors",
        "the certificate of the coordinator %s does not lead to what --tls-ca names: give its CA"),
    WRONG_NAME(
        "No subject alternative",
        "the certificate of the coordinator %s has another name: call it by a name that it holds"),
    WRONG_HOST(
        "No name matching",
        "the certificate of the coordinator %s has another name: call it by a name that it holds"),
    CLIENT_MISSING(
        "certificate_required",
        "the coordinator %s wants a certificate: give --tls-cert and --tls-key"),
    CLIENT_EMPTY(
        "Empty client certificate chain",
        "the coordinator %s wants a certificate: give --tls-cert and --tls-key"),
    CLIENT_REFUSED(
        "fatal alert: certificate_unknown",
        "the coordinator %s does not take this certificate: it must lead to the coordinator's"
            + " --tls-ca and be valid"),
    CLIENT_BAD(
        "fatal alert: bad_certificate",
        "the coordinator %s wants a certificate: give --tls-cert and --tls-key"),
    PEER_IN_THE_CLEAR(
        "not an SSL/TLS record", "the coordinator %s speaks plaintext: leave --tls-ca out");

    private final String words;
    private final String sentence;

    Sign(String words, String sentence) {
      this.words = words;
      this.sentence = sentence;
    }
  }
}
