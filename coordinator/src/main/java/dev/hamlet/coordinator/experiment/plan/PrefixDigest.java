package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.security.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 of texts that begin alike: the beginning is digested once.
 *
 * <p>Threads: any.
 */
final class PrefixDigest {

  private final MessageDigest begun;

  private PrefixDigest(MessageDigest begun) {
    this.begun = begun;
  }

  /** For texts with that beginning. */
  static PrefixDigest after(String prefix) {
    MessageDigest begun = Digests.sha256();
    begun.update(prefix.getBytes(StandardCharsets.UTF_8));
    return new PrefixDigest(begun);
  }

  /** SHA-256 of the UTF-8 bytes of the beginning and this, hexadecimal. */
  String of(String rest) {
    try {
      MessageDigest digest = (MessageDigest) begun.clone();
      return Digests.hex(digest.digest(rest.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }
}
