package dev.hamlet.coordinator.ingest;

/**
 * Checks the sequence of one stream.
 *
 * <pre>
 *   durable at the start of the stream: 7
 *   first batch   5 | 6 | 7   duplicate        8   next        12   next, and 8 .. 11 are lost
 *   later batches up to the last accepted: duplicate; last + 1: next; anything beyond: refused
 * </pre>
 *
 * <p>A client starts with the oldest batch it still has. So a first batch beyond the next one means
 * that those between are gone on its side; a jump later on means that something was reordered or
 * dropped between the two of us, and the client has to send again.
 *
 * <p>Not safe for threads: a stream's messages come one after another.
 */
final class SequenceGate {

  /** What a sequence means. */
  enum Answer {
    /** The one that was expected. */
    NEXT,
    /** The first of the stream, beyond the expected one: those between are lost for good. */
    NEXT_AFTER_LOSS,
    /** Taken before. */
    DUPLICATE,
    /** Beyond the expected one within a stream. */
    OUT_OF_ORDER
  }

  private long last;
  private boolean started;

  SequenceGate(long durableThrough) {
    this.last = durableThrough;
  }

  Answer accept(long sequence) {
    boolean first = !started;
    started = true;
    if (sequence <= last) {
      return Answer.DUPLICATE;
    }
    if (sequence > last + 1 && !first) {
      return Answer.OUT_OF_ORDER;
    }
    Answer answer = sequence == last + 1 ? Answer.NEXT : Answer.NEXT_AFTER_LOSS;
    last = sequence;
    return answer;
  }

  /** The sequence that comes next. */
  long expected() {
    return last + 1;
  }
}
