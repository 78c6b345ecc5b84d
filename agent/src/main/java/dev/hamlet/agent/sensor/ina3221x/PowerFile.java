package dev.hamlet.agent.sensor.ina3221x;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of the driver; a seam, so that tests can script what the kernel answers. */
interface PowerFile extends AutoCloseable {

  /**
   * Reads from position 0: the driver converts anew.
   *
   * @return bytes read; 0 or less if the driver has no value now (EAGAIN reads as 0 on JDK 17)
   * @throws IOException if the read failed, for instance with EIO
   */
  int read(ByteBuffer into) throws IOException;

  @Override
  void close() throws IOException;
}
