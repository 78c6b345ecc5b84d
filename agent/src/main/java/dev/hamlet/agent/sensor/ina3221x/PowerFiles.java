package dev.hamlet.agent.sensor.ina3221x;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files of the driver. */
@FunctionalInterface
interface PowerFiles {

  /** The files of the operating system. */
  PowerFiles SYSTEM = path -> new ChannelFile(FileChannel.open(path, StandardOpenOption.READ));

  PowerFile open(Path path) throws IOException;

  /** A file kept open and read by position. */
  record ChannelFile(FileChannel channel) implements PowerFile {

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into, 0);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
