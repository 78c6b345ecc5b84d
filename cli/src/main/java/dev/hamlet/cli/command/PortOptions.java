package dev.hamlet.cli.command;

import dev.hamlet.coordinator.Listening;
import picocli.CommandLine.Option;

/** The ports of a coordinator. */
final class PortOptions {

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      defaultValue = "${env:HAMLET_GRPC_PORT:-" + Listening.DEFAULT_GRPC_PORT + "}",
      description = {
        "Port of a coordinator for agents and operators; 0 for any free one (also",
        "HAMLET_GRPC_PORT)."
      })
  private int grpc;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "${env:HAMLET_HTTP_PORT:-" + Listening.DEFAULT_HTTP_PORT + "}",
      description = {
        "Port of a coordinator for metrics and health; 0 for any free one (also",
        "HAMLET_HTTP_PORT)."
      })
  private int http;

  int grpc() {
    return grpc;
  }

  int http() {
    return http;
  }
}
