package dev.hamlet.coordinator;

import dev.hamlet.common.config.Problem;
import dev.hamlet.common.security.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a coordinator listens, and how openly.
 *
 * @param bindAddress address that gRPC listens on; loopback unless there is TLS or {@code insecure}
 * @param grpcPort port for agents and tools; 0 for any free one
 * @param httpBindAddress address that HTTP listens on, always in plaintext; loopback unless {@code
 *     insecure}
 * @param httpPort port for metrics and health; 0 for any free one
 * @param insecure whether plaintext is allowed beyond loopback
 * @param tls the files that encrypt gRPC; none for plaintext
 */
public record Listening(
    String bindAddress,
    int grpcPort,
    String httpBindAddress,
    int httpPort,
    boolean insecure,
    TlsFiles tls) {

  /** Loopback. */
  public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";

  /** Port for agents and tools. */
  public static final int DEFAULT_GRPC_PORT = 7400;

  /** Port for metrics and health. */
  public static final int DEFAULT_HTTP_PORT = 7480;

  /** In plaintext on loopback. */
  public static final Listening DEFAULT = plaintext(DEFAULT_BIND_ADDRESS, false);

  /** In plaintext on an address, with the usual ports. */
  static Listening plaintext(String address, boolean insecure) {
    return new Listening(
        address, DEFAULT_GRPC_PORT, address, DEFAULT_HTTP_PORT, insecure, TlsFiles.NONE);
  }

  /** The same on other ports. */
  public Listening on(int newGrpcPort, int newHttpPort) {
    return new Listening(bindAddress, newGrpcPort, httpBindAddress, newHttpPort, insecure, tls);
  }

  /** The same with gRPC encrypted. */
  public Listening with(TlsFiles files) {
    return new Listening(bindAddress, grpcPort, httpBindAddress, httpPort, insecure, files);
  }

  /** What keeps it from being used. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    port(problems, "--grpc-port", grpcPort);
    port(problems, "--http-port", httpPort);
    if (grpcPort != 0 && grpcPort == httpPort) {
      problems.add(new Problem("--http-port", "must differ from the gRPC port " + grpcPort));
    }
    problems.addAll(tls.problemsOfServer());
    address(problems, "--bind", bindAddress, insecure || !tls.isEmpty());
    address(problems, "--http-bind", httpBindAddress, insecure);
    return problems;
  }

  private static void port(List<Problem> problems, String key, int port) {
    if (port < 0 || port > 65_535) {
      problems.add(new Problem(key, "must be 0 to 65535, not " + port));
    }
  }

  private static void address(
      List<Problem> problems, String option, String address, boolean allowed) {
    try {
      if (!allowed && !InetAddress.getByName(address).isLoopbackAddress()) {
        problems.add(
            new Problem(
                option,
                address
                    + " is not loopback, and plaintext is for this machine only: "
                    + mendOf(option)
                    + "accept plaintext with --insecure"));
      }
    } catch (UnknownHostException e) {
      problems.add(new Problem(option, address + " is no address of this machine"));
    }
  }

  private static String mendOf(String option) {
    return option.equals("--bind")
        ? "give --tls-cert and --tls-key, bind to " + DEFAULT_BIND_ADDRESS + ", or "
        : "put a proxy with TLS before " + DEFAULT_BIND_ADDRESS + ", or ";
  }

  /** Whether anybody on the network can read and change what is said. */
  public boolean exposed() {
    try {
      return tls.isEmpty() && !InetAddress.getByName(bindAddress).isLoopbackAddress();
    } catch (UnknownHostException ignored) {
      return false; // then it could not be listened on either
    }
  }
}
