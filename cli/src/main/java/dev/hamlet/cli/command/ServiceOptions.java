package dev.hamlet.cli.command;

import picocli.CommandLine.Option;

/** What coordinator and agent have in common. */
final class ServiceOptions {

  @Option(
      names = "--insecure",
      description =
          "Speak unencrypted beyond this machine; the whole network may see and change it.")
  private boolean insecure;

  @Option(
      names = "--exit-with-stdin",
      description = "End when standard input ends, which is when the parent process does.")
  private boolean exitWithStdin;

  boolean insecure() {
    return insecure;
  }

  boolean exitWithStdin() {
    return exitWithStdin;
  }
}
