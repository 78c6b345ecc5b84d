package dev.hamlet.cli.client;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a coordinator listens.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record CoordinatorAddress(String host, int port) {

  /** What is tried when nobody says otherwise. */
  public static final String DEFAULT = "127.0.0.1:7400";

  /** Reads {@code HOST:PORT}. */
  public static CoordinatorAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    int port = colon > 0 ? port(text.substring(colon + 1)) : 0;
    if (port == 0) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "coordinator " + text + ": write HOST:PORT, for instance " + DEFAULT);
    }
    return new CoordinatorAddress(text.substring(0, colon), port);
  }

  /** Refuses to speak in the clear with another machine, unless the user insists. */
  public void requireLoopback(boolean allowed) {
    if (!allowed && !isLoopback()) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "coordinator "
              + this
              + " is another machine, and plaintext is for this one only: give --tls-ca FILE, or say"
              + " --insecure if everyone on the network may see and change the traffic");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new HamletException(
          ErrorCode.UNAVAILABLE, "coordinator " + this + ": there is no host " + host, e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65_536 ? port : 0;
    } catch (NumberFormatException ignored) {
      // Not a number is as wrong as a number out of range; the caller says so.
      return 0;
    }
  }
}
