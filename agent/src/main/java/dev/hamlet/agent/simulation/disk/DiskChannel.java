package dev.hamlet.agent.simulation.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** An open file on a simulated disk: it gets no longer while the disk is full. */
final class DiskChannel extends FileChannel {

  private final BoardDisk disk;
  private final FileChannel real;
  private final boolean appends;

  DiskChannel(BoardDisk disk, FileChannel real, Set<? extends OpenOption> options) {
    this.disk = disk;
    this.real = real;
    this.appends = options.contains(StandardOpenOption.APPEND);
  }

  /** Blocks that a file has can be written anew on a full disk. */
  private void grow(long untilByte) throws IOException {
    if (untilByte > real.size()) {
      disk.needRoom();
    }
  }

  private long end(long bytes) throws IOException {
    return (appends ? real.size() : real.position()) + bytes;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    grow(end(from.remaining()));
    return real.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += from[i].remaining();
    }
    grow(end(bytes));
    return real.write(from, offset, length);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    grow(position + from.remaining());
    return real.write(from, position);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    grow(position + count);
    return real.transferFrom(from, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    grow(position + size);
    return real.map(mode, position, size);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return real.read(into);
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    return real.read(into, offset, length);
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return real.read(into, position);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel into) throws IOException {
    return real.transferTo(position, count, into);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    real.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    real.force(metaData);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
