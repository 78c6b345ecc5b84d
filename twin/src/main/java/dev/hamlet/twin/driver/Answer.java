package dev.hamlet.twin.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file of a simulated board answers. Immutable. */
public final class Answer {

  private final byte[] bytes;
  private final @Nullable Errno errno;
  private final long costNs;

  private Answer(byte[] bytes, @Nullable Errno errno, long costNs) {
    this.bytes = bytes;
    this.errno = errno;
    this.costNs = costNs;
  }

  /** Bytes as they are, for instance of the device tree. */
  public static Answer raw(byte... bytes) {
    return new Answer(bytes.clone(), null, 0);
  }

  /** A line of text; the newline is added. */
  public static Answer line(String text, long costNs) {
    return new Answer((text + "\n").getBytes(US_ASCII), null, costNs);
  }

  /** A line of text that comes from memory. */
  public static Answer line(String text) {
    return line(text, 0);
  }

  /** Text of several lines as it is. */
  public static Answer text(String text) {
    return new Answer(text.getBytes(US_ASCII), null, 0);
  }

  /** A number. */
  public static Answer number(long value, long costNs) {
    return line(Long.toString(value), costNs);
  }

  /** An error. */
  public static Answer failed(Errno errno, long costNs) {
    return new Answer(new byte[0], errno, costNs);
  }

  /** The error, if it is one. */
  public Optional<Errno> errno() {
    return Optional.ofNullable(errno);
  }

  /** The content; empty if it is an error. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The content as text without the newline at its end. */
  public String text() {
    return new String(bytes, US_ASCII).stripTrailing();
  }

  /** How long the read took on the simulated bus. */
  public long costNs() {
    return costNs;
  }

  @Override
  public String toString() {
    return (errno == null ? text() : errno) + " after " + costNs + " ns";
  }
}
