package dev.hamlet.agent;

import dev.hamlet.common.config.InvalidInputException;
import java.util.Locale;

/**
 * Where the coordinator listens.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record CoordinatorAddress(String host, int port) {

  /**
   * Reads {@code host:port} or {@code [v6]:port}.
   *
   * @throws InvalidInputException if it is neither
   */
  public static CoordinatorAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = colon < 0 ? 0 : port(text.substring(colon + 1));
    if (host.isBlank() || port == 0) {
      throw new InvalidInputException(
          "coordinator", "write it as host:port, for instance 127.0.0.1:7400, not " + text);
    }
    return new CoordinatorAddress(host, port);
  }

  /** Whether it can only be this machine; decided by the text, no name is looked up. */
  public boolean loopback() {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      return 0;
    }
    int port = Integer.parseInt(text);
    return port <= 65_535 ? port : 0;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
