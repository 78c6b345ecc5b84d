package dev.hamlet.common.wire;

import java.time.Duration;

/**
 * How either end of a connection finds out that the other is gone. A client must ask no sooner than
 * the server permits, or the server hangs up ({@code too_many_pings}): hence all of it in one
 * place.
 */
public final class KeepAlive {

  /** A client asks when nothing came for so long. */
  public static final Duration ASK_AFTER = Duration.ofSeconds(10);

  /** Either end gives the connection up when its question was not answered for so long. */
  public static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);

  /** A server takes questions of a client no closer together than this. */
  public static final Duration PERMITTED = Duration.ofSeconds(5);

  /** A server asks when nothing came for so long. */
  public static final Duration SERVER_ASKS_AFTER = Duration.ofSeconds(20);

  private KeepAlive() {}
}
