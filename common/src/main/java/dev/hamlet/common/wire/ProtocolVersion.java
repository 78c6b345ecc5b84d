package dev.hamlet.common.wire;

import java.util.Optional;

/**
 * Version of the protocol between agents, coordinator and tools.
 *
 * @param major programs of different majors do not understand each other
 * @param minor programs at most one minor apart understand each other
 */
public record ProtocolVersion(int major, int minor) {

  /** The version that this program speaks. */
  public static final ProtocolVersion CURRENT = new ProtocolVersion(1, 1);

  /**
   * Why this program cannot talk to a peer, as a sentence for a person; empty if it can: same
   * major, minors at most one apart.
   */
  public Optional<String> refusalOf(ProtocolVersion peer) {
    // in long, because a peer may send any number
    boolean understood = peer.major == major && Math.abs((long) peer.minor - minor) <= 1;
    return understood
        ? Optional.empty()
        : Optional.of(
            "The peer speaks protocol %s, this program speaks %s; upgrade the older of the two."
                .formatted(peer, this));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
