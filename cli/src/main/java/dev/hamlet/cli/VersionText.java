package dev.hamlet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into this program. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream text = VersionText.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IOException("this build of Hamlet lacks its version");
      }
      return new String[] {new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()};
    }
  }
}
