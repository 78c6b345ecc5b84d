package dev.hamlet.cli.command;

import picocli.CommandLine.Option;

/** Output for programs. */
public final class JsonOption {

  @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
  private boolean json;

  /** Whether JSON is wanted. */
  public boolean json() {
    return json;
  }
}
