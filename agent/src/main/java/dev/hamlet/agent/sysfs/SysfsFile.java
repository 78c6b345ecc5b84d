package dev.hamlet.agent.sysfs;

import java.nio.ByteBuffer;

/** A file that stays open; every read begins at its start, and the driver answers anew. */
public interface SysfsFile extends AutoCloseable {

  /**
   * Clears the buffer and reads into it; on {@link SysfsOutcome#OK} it is flipped: position 0,
   * limit the number of bytes read. Allocates nothing unless the read fails.
   */
  SysfsOutcome read(ByteBuffer into);

  /** Closes it; a second call does nothing. */
  @Override
  void close();
}
