package dev.hamlet.agent.artifact;

import java.io.IOException;
import java.io.OutputStream;

/** Where artifacts come from. */
@FunctionalInterface
public interface ChunkSource {

  /**
   * Writes a bundle's bytes from an offset on; blocks until they all came.
   *
   * @param into not closed
   * @throws dev.hamlet.common.error.HamletException NOT_FOUND if there is no such artifact,
   *     UNAVAILABLE if the link broke: what was written until then stays good
   * @throws IOException if {@code into} refuses
   */
  void download(String id, long offsetBytes, OutputStream into) throws IOException;
}
