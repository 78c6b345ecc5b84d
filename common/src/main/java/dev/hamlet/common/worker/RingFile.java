package dev.hamlet.common.worker;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file behind an {@link ActivityRing}: its layout, and how it comes into memory. */
final class RingFile {

  static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final int CAPACITY = 8;
  static final int PUBLISHED = 64;
  static final int SLOTS = 128;
  static final int SLOT_BYTES = 32;
  static final int STAMP = 8;
  static final int LEVEL = 16;

  private static final int MAGIC = 0;
  private static final long MAGIC_VALUE = 0x31474e49524d4148L;
  private static final int GREATEST_CAPACITY = 1 << 20;

  private RingFile() {}

  /** Made aside and renamed: whoever has an older file mapped keeps it, untorn. */
  static ByteBuffer create(Path file, int capacity) {
    if (!valid(capacity)) {
      throw new IllegalArgumentException(
          "capacity must be a power of two from 2 to " + GREATEST_CAPACITY + ": " + capacity);
    }
    try {
      Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "activity", ".ring");
      ByteBuffer memory = map(aside, bytes(capacity));
      LONGS.setVolatile(memory, CAPACITY, (long) capacity);
      LONGS.setVolatile(memory, MAGIC, MAGIC_VALUE);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return memory;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "activity ring " + file + " cannot be made: " + e.getMessage(), e);
    }
  }

  static ByteBuffer open(Path file) {
    try {
      long size = Files.size(file);
      if (size < SLOTS || size > bytes(GREATEST_CAPACITY)) {
        throw foreign(file);
      }
      ByteBuffer memory = map(file, size);
      long capacity = longAt(memory, CAPACITY);
      if (longAt(memory, MAGIC) != MAGIC_VALUE || !valid(capacity) || bytes(capacity) != size) {
        throw foreign(file);
      }
      return memory;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.NOT_FOUND, "activity ring " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  static long longAt(ByteBuffer memory, int offset) {
    return (long) LONGS.getVolatile(memory, offset);
  }

  private static ByteBuffer map(Path file, long size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, size);
    }
  }

  private static boolean valid(long capacity) {
    return capacity >= 2 && capacity <= GREATEST_CAPACITY && Long.bitCount(capacity) == 1;
  }

  private static long bytes(long capacity) {
    return SLOTS + capacity * SLOT_BYTES;
  }

  private static HamletException foreign(Path file) {
    return new HamletException(
        ErrorCode.DATA_LOSS, file + " is not an activity ring; give the path the agent made");
  }
}
