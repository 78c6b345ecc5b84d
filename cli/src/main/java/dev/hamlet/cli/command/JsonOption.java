package dev.hamlet.cli.command;

import picocli.CommandLine.Option;

/** Output for programs. */
final class JsonOption {

  @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
  private boolean json;

  boolean json() {
    return json;
  }
}
