package dev.hamlet.common.security;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys; what cannot be used is one sentence with its mend. */
final class PemFiles {

  private PemFiles() {}

  /** The certificates of a file, at least one. */
  static X509Certificate[] certificates(Path file) {
    try {
      X509Certificate[] found =
          CertificateUtils.getX509Certificates(new ByteArrayInputStream(bytes(file)));
      if (found.length > 0) {
        return found;
      }
      throw refusal(file + " holds no certificate: it must be PEM (BEGIN CERTIFICATE)", null);
    } catch (GeneralSecurityException e) {
      throw refusal(file + " holds no certificate: it must be PEM (BEGIN CERTIFICATE)", e);
    }
  }

  /** The private key of a file. */
  static PrivateKey key(Path file) {
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.contains("BEGIN PRIVATE KEY")) {
      throw refusal(file + " is no key that can be read: " + mendOf(text), null);
    }
    try {
      return CertificateUtils.getPrivateKey(new ByteArrayInputStream(bytes));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw refusal(file + " holds no RSA or EC key in PKCS#8: make it anew", e);
    }
  }

  /**
   * Refuses a certificate that has expired. One that is not valid yet is taken: a board may not
   * know the time before its network does.
   */
  static void requireUnexpired(Path file, X509Certificate certificate, long nowEpochMs) {
    Instant end = certificate.getNotAfter().toInstant();
    if (end.toEpochMilli() < nowEpochMs) {
      throw refusal(
          "the certificate " + file + " expired at " + end + ": renew it, or set the clock", null);
    }
  }

  /**
   * Refuses a key that is not the certificate's, by signing with one and checking with the other.
   */
  static void requirePair(
      Path certificateFile, X509Certificate certificate, Path keyFile, PrivateKey key) {
    try {
      byte[] message = {1, 2, 3};
      String algorithm = key.getAlgorithm().toUpperCase(Locale.ROOT);
      Signature signature =
          Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(message);
      if (signature.verify(signed)) {
        return;
      }
      throw refusal(keyFile + " is not the key of " + certificateFile, null);
    } catch (GeneralSecurityException e) {
      throw refusal(keyFile + " is not the key of " + certificateFile, e);
    }
  }

  private static String mendOf(String text) {
    if (text.contains("ENCRYPTED")) {
      return "it has a password; take that off, and let only this user read the file";
    }
    return text.contains("BEGIN RSA PRIVATE KEY") || text.contains("BEGIN EC PRIVATE KEY")
        ? "turn it into PKCS#8 (openssl pkcs8 -topk8 -nocrypt)"
        : "it must be PEM (BEGIN PRIVATE KEY)";
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refusal("there is no file " + file, e);
    } catch (AccessDeniedException e) {
      throw refusal("no right to read " + file + ": let this user read it", e);
    } catch (IOException e) {
      throw refusal("cannot read " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static HamletException refusal(String sentence, @Nullable Throwable cause) {
    return new HamletException(ErrorCode.RESOURCE, "TLS: " + sentence, cause);
  }
}
