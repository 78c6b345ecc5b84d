package dev.hamlet.cli.command;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote into this program. */
public final class Version {

  private Version() {}

  /** For instance {@code 0.1.0}. */
  public static String number() {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new HamletException(ErrorCode.INTERNAL, "this build of Hamlet lacks its version");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.INTERNAL, "the version cannot be read", e);
    }
  }
}
