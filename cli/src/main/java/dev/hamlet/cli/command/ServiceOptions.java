package dev.hamlet.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What coordinator and agent have in common. */
final class ServiceOptions {

  @Mixin private TlsOptions tls;

  @Option(
      names = "--exit-with-stdin",
      description = "End when standard input ends, which is when the parent process does.")
  private boolean exitWithStdin;

  TlsOptions tls() {
    return tls;
  }

  boolean exitWithStdin() {
    return exitWithStdin;
  }
}
