package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** One file: what a read answers and what a write does. */
record TwinFile(Supplier<Answer> reader, Writer writer) {

  /** Takes what is written. */
  @FunctionalInterface
  interface Writer {

    /** Takes a text without its newline; an error if it does not fit. */
    Optional<Errno> write(String text);
  }

  static TwinFile readOnly(Supplier<Answer> reader) {
    return new TwinFile(reader, text -> Optional.of(Errno.EACCES));
  }

  static TwinFile constant(String line) {
    Answer answer = Answer.line(line);
    return readOnly(() -> answer);
  }

  static TwinFile text(Supplier<String> line) {
    return readOnly(() -> Answer.line(line.get()));
  }

  /** A whole number that can be written, within limits. */
  static TwinFile number(Supplier<Answer> reader, long least, long most, LongConsumer taker) {
    return new TwinFile(reader, text -> take(text, least, most, taker));
  }

  private static Optional<Errno> take(String text, long least, long most, LongConsumer taker) {
    try {
      long number = Long.parseLong(text);
      if (number < least || number > most) {
        return Optional.of(Errno.EINVAL);
      }
      taker.accept(number);
      return Optional.empty();
    } catch (NumberFormatException ignored) {
      // As the kernel answers: the text is not a number.
      return Optional.of(Errno.EINVAL);
    }
  }
}
