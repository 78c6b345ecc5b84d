package dev.hamlet.cli.command;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which coordinator a verb speaks with. */
public final class CoordinatorOptions {

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:HAMLET_COORDINATOR:-" + CoordinatorAddress.DEFAULT + "}",
      description = "The coordinator (also HAMLET_COORDINATOR).")
  private String coordinator;

  @Mixin private TlsOptions tls;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${env:HAMLET_BY:-${sys:user.name}}",
      description = "Who asks, for the audit log (also HAMLET_BY).")
  private String by;

  /** A client of it; the caller closes it. */
  public OperatorClient connect() {
    CoordinatorAddress address = CoordinatorAddress.parse(coordinator);
    TlsFiles files = tls.files();
    address.requireLoopback(tls.insecure() || !files.isEmpty());
    return OperatorClient.to(address, TransportSecurity.ofClient(files, new SystemClock()), by);
  }

  /** The files that encrypt the connection. */
  public TlsFiles tlsFiles() {
    return tls.files();
  }

  /** Who asks. */
  public String by() {
    return by;
  }

  /** How to name the same coordinator in another command. */
  public String asArguments() {
    return coordinator.equals(CoordinatorAddress.DEFAULT) ? "" : " --coordinator " + coordinator;
  }
}
