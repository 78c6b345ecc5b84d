package dev.hamlet.coordinator.remote.wire;

import dev.hamlet.common.config.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where samples go.
 *
 * @param url address for remote write
 * @param headers headers that go with each request, secrets among them: never shown
 * @param trust certificates that the server's must lead to, as PEM; null for those that this
 *     machine trusts
 */
public record RemoteTarget(URI url, Map<String, String> headers, @Nullable String trust) {

  /** Headers that the protocol itself sets. */
  private static final List<String> RESERVED =
      List.of("content-encoding", "content-type", "x-prometheus-remote-write-version", "host");

  /** Refuses headers that would spoil the protocol. */
  public RemoteTarget {
    headers = Map.copyOf(new TreeMap<>(headers));
    for (String name : headers.keySet()) {
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new InvalidInputException("--header", name + " is set by the protocol: leave it out");
      }
    }
  }

  /** An address that needs nothing else. */
  public static RemoteTarget of(String url) {
    return new RemoteTarget(parse("--to", url), Map.of(), null);
  }

  /**
   * Reads an address.
   *
   * @param place where it stands, for messages
   * @throws InvalidInputException if it is none
   */
  public static URI parse(String place, String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException ignored) {
      // said below
    }
    throw new InvalidInputException(
        place,
        "must be an address like http://127.0.0.1:9090/api/v1/write, without a password in it");
  }

  /** The address alone; headers may hold secrets. */
  @Override
  public String toString() {
    return url.toString();
  }
}
