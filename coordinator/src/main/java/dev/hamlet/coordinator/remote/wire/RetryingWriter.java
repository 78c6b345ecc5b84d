package dev.hamlet.coordinator.remote.wire;

import dev.hamlet.common.time.Backoff;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.WriteReply.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends requests in their order, each until there is a final answer or too much time has passed.
 * What follows never overtakes: the same series arrives in the order of its stamps.
 *
 * <p>Between tries: what the server asks for by Retry-After, at most {@code giveUpAfter}; else
 * {@link Backoff} from half a second to half a minute. Belongs to one thread.
 */
public final class RetryingWriter {

  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration GREATEST_DELAY = Duration.ofSeconds(30);

  private final Sender sender;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final Backoff backoff;
  private final Duration giveUpAfter;

  /** Sends one request once; {@link RemoteWriteClient#send} in earnest. */
  @FunctionalInterface
  public interface Sender {

    /** The answer to a request. */
    WriteReply send(List<StampedSeries> batch) throws InterruptedException;
  }

  /**
   * A writer.
   *
   * @param random where the jitter of the delays comes from
   * @param giveUpAfter for how long a request is tried again
   */
  public RetryingWriter(
      Sender sender,
      MonotonicClock clock,
      Waiter waiter,
      RandomGenerator random,
      Duration giveUpAfter) {
    this.sender = sender;
    this.clock = clock;
    this.waiter = waiter;
    this.backoff = new Backoff(FIRST_DELAY, GREATEST_DELAY, random);
    this.giveUpAfter = giveUpAfter;
  }

  /**
   * Writes a request.
   *
   * @param eachReply told every answer, the final one too
   * @return the last answer: WRITTEN, REJECTED, or LATER if the time was over
   */
  public WriteReply write(List<StampedSeries> batch, Consumer<WriteReply> eachReply)
      throws InterruptedException {
    long untilNs = clock.monotonicNs() + giveUpAfter.toNanos();
    while (true) {
      WriteReply reply = sender.send(batch);
      eachReply.accept(reply);
      if (reply.meaning() != Meaning.LATER) {
        backoff.reset();
        return reply;
      }
      long delayNs = reply.retryAfter().map(Duration::toNanos).orElseGet(backoff::nextNs);
      long nextNs = clock.monotonicNs() + delayNs;
      if (nextNs - untilNs > 0) {
        return reply;
      }
      waiter.waitUntil(nextNs);
    }
  }
}
