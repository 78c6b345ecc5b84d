package dev.hamlet.cli.trace;

import dev.hamlet.cli.client.OperatorClient.TracePartReader;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.StampRules;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteBatches;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.WriteReply.Meaning;
import dev.hamlet.coordinator.remote.wire.RetryingWriter;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TracePart;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes raw traces to a Prometheus as they come from the coordinator, and stops at the first
 * request that is refused for good: those after it would be too. Belongs to one thread.
 */
public final class TracePush implements TracePartReader {

  private final RetryingWriter writer;
  private final StampRules rules;
  private final EpochClock clock;
  private final String target;
  private final BiConsumer<String, String> progress;
  private final TraceTally tally = new TraceTally();
  private TraceHead head = TraceHead.getDefaultInstance();

  /**
   * A push.
   *
   * @param target the address, for people
   * @param progress told where it is, and figures
   */
  public TracePush(
      RetryingWriter writer,
      StampRules rules,
      EpochClock clock,
      String target,
      BiConsumer<String, String> progress) {
    this.writer = writer;
    this.rules = rules;
    this.clock = clock;
    this.target = target;
    this.progress = progress;
  }

  @Override
  public void read(TracePart part) throws InterruptedException {
    switch (part.getPartCase()) {
      case OVERVIEW -> tally.expect(part.getOverview().getTrials());
      case HEAD -> head = part.getHead();
      case SAMPLES -> write(TraceParts.series(head, part.getSamples()));
      case END -> tally.end(part.getEnd());
      case PART_NOT_SET -> {
        // of a newer coordinator; what it adds is passed over
      }
    }
  }

  private void write(StampedSeries series) throws InterruptedException {
    Refusals refusals = new Refusals();
    List<StampedSeries> allowed = rules.allowed(List.of(series), clock.epochMs(), refusals);
    tally.refused(refusals);
    for (List<StampedSeries> batch : WriteBatches.of(allowed)) {
      WriteReply reply = writer.write(batch, this::tellOfTrouble);
      if (reply.meaning() != Meaning.WRITTEN) {
        throw new HamletException(
            reply.meaning() == Meaning.LATER ? ErrorCode.UNAVAILABLE : ErrorCode.PRECONDITION,
            "%s: %s. %d samples were written before; doing it again is harmless"
                .formatted(target, reply.sentence(), tally.written()));
      }
      tally.written(batch);
      progress.accept(tally.at(head), "%,d samples".formatted(tally.written()));
    }
  }

  private void tellOfTrouble(WriteReply reply) {
    if (reply.meaning() == Meaning.LATER) {
      progress.accept("trying again", reply.sentence());
    }
  }

  /** Why trials are missing, and how many for each reason. */
  public Map<String, Integer> missing() {
    return tally.missing();
  }

  /** What came of it. */
  public TraceTotals totals(String experimentId) {
    return tally.totals(experimentId, target);
  }
}
