package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InferenceLoopTest {

  private static final long MS = 1_000_000L;

  private final ManualClock clock = new ManualClock();
  private final List<String> edges = new ArrayList<>();
  private final InferenceLoop loop =
      new InferenceLoop(
          clock,
          clock,
          (ns, level) -> edges.add((ns - startNs()) / MS + ":" + level),
          new FakeCpu());
  private final long startNs = clock.monotonicNs();
  private double hostHz = 3e9;

  @Test
  void burst_goesOnUntilBothDurationAndNumberAreReached() throws InterruptedException {
    assertThat(burst(3 * MS, new Request.Burst(10 * MS, 1, 0, 0, 1)).size()).isEqualTo(4);
    assertThat(burst(3 * MS, new Request.Burst(10 * MS, 6, 0, 0, 1)).size()).isEqualTo(6);
    assertThat(burst(3 * MS, new Request.Burst(0, 0, 0, 0, 1)).size()).isEqualTo(1);
  }

  @Test
  void withoutGaps_inferencesTouch() throws InterruptedException {
    Spans spans = burst(3 * MS, new Request.Burst(0, 5, 0, 0, 1));
    for (int i = 0; i < 5; i++) {
      assertThat(spans.startNs()[i] - spans.startNs()[0]).isEqualTo(3 * MS * i);
      assertThat(spans.durationNs(i)).isEqualTo(3 * MS);
    }
  }

  /**
   * Places fill the round evenly, so pauses do: their mean is half of it. Of 2000 places none of a
   * golden sequence strays by more than a few in 2000.
   */
  @Test
  void gaps_areAsLongAsAnythingUpToTheGreatestAndFollowEnoughWork() throws InterruptedException {
    long greatestNs = 2 * MS;
    Spans spans = burst(MS, new Request.Burst(0, 40_001, 20 * MS, greatestNs, 3));
    double sumNs = 0;
    long longestNs = 0;
    for (int i = 1; i < spans.size(); i++) {
      long gapNs = spans.startNs()[i] - spans.endNs()[i - 1];
      if (i % 20 != 0) {
        assertThat(gapNs).as("before inference %d", i).isZero();
      }
      sumNs += gapNs;
      longestNs = Math.max(longestNs, gapNs);
    }
    assertThat(longestNs).isLessThan(greatestNs);
    assertThat(sumNs / 2000).isPositive();
  }

  /** Inferences of half a round: without pauses they would start at two places of it only. */
  @Test
  void gaps_letInferencesStartEverywhereInTheRound() throws InterruptedException {
    long roundNs = 2 * MS;
    Spans spans = burst(MS, new Request.Burst(0, 2_000, 20 * MS, roundNs, 3));
    int[] tenths = new int[10];
    for (int i = 0; i < spans.size(); i++) {
      tenths[(int) (Math.floorMod(spans.startNs()[i] - startNs, roundNs) * 10 / roundNs)]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(160, 240); // 200 each, in lots of twenty inferences
    }
  }

  @Test
  void inferenceLongerThanTheWork_hasAGapAfterEach() throws InterruptedException {
    Spans spans = burst(30 * MS, new Request.Burst(0, 50, 20 * MS, 2 * MS, 3));
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.startNs()[i]).isGreaterThan(spans.endNs()[i - 1]);
    }
  }

  @Test
  void equalSeeds_giveEqualBursts() throws InterruptedException {
    Request.Burst order = new Request.Burst(0, 100, 2 * MS, 2 * MS, 9);
    Spans first = burst(MS, order);
    Spans second = burst(MS, order);
    for (int i = 0; i < 100; i++) {
      assertThat(second.startNs()[i] - second.startNs()[0])
          .isEqualTo(first.startNs()[i] - first.startNs()[0]);
    }
  }

  @Test
  void moreSpansThanTheFirstArrays_areKept() throws InterruptedException {
    assertThat(burst(1, new Request.Burst(0, 200_000, 0, 0, 1)).size()).isEqualTo(200_000);
  }

  @Test
  void warmUp_runsAtLeastAsAskedAndCounts() {
    assertThat(loop.warm(new Slow(3 * MS), 1000, new Request.Warm(10 * MS, 2))).isEqualTo(4);
    assertThat(loop.warm(new Slow(3 * MS), 1000, new Request.Warm(0, 0))).isEqualTo(1);
  }

  @Test
  void activity_hasAnEdgeAtEachStartAndEnd() {
    loop.warm(new Slow(3 * MS), 2000, new Request.Warm(0, 2));
    assertThat(edges).containsExactly("0:2000", "3:0", "3:2000", "6:0");
  }

  @Test
  void slowHost_isWaitedForWithinTheBurst_andTheWaitDoesNotCount() throws InterruptedException {
    Paced model = new Paced(t -> inside(t, 400, 700) ? 3 * MS : 2 * MS);
    Spans spans = loop.burst("m", model, 1000, patient(500 * MS));

    long slow = slower(spans, 2 * MS);
    // the stretch in which the neighbour came, and one more if that was mostly quick before
    assertThat(slow).isBetween(1L, 12L);
    assertThat(spans.gapsBeyond(12 * MS)).isBetween(260 * MS, 330 * MS);
    long burstNs = spans.endNs()[spans.size() - 1] - spans.startNs()[0];
    // the random gap that the wait prolongs, 2 ms at most, is in its sum
    assertThat(burstNs - spans.gapsBeyond(12 * MS)).isBetween(498 * MS, 525 * MS);
    assertThat(edges).hasSize(2 * spans.size());
  }

  @Test
  void slowHostAtTheStart_isWaitedForBeforeTheBurst() throws InterruptedException {
    loop.burst("m", new Paced(t -> 2 * MS), 1000, patient(100 * MS));
    long fromMs = (clock.monotonicNs() - startNs()) / MS;
    Paced model = new Paced(t -> inside(t, fromMs, fromMs + 300) ? 3 * MS : 2 * MS);
    Spans spans = loop.burst("m", model, 1000, patient(100 * MS));
    assertThat(slower(spans, 2 * MS)).isZero();
    assertThat(spans.gapsBeyond(12 * MS)).isZero();
  }

  @Test
  void everyThirdInferenceTwiceAsSlow_isSlow() throws InterruptedException {
    int[] count = {0};
    Paced model = new Paced(t -> t >= 100 && t < 400 && count[0]++ % 3 == 0 ? 4 * MS : 2 * MS);
    Spans spans = loop.burst("m", model, 1000, patient(300 * MS));
    assertThat(slower(spans, 2 * MS)).isBetween(1L, 6L);
  }

  @Test
  void oneInterruptedInference_isNotASlowHost() throws InterruptedException {
    Paced model = new Paced(t -> t == 200 ? 4 * MS : MS / 10);
    Spans spans = loop.burst("m", model, 1000, patient(300 * MS));
    assertThat(spans.gapsBeyond(12 * MS)).isZero();
  }

  @Test
  void hostThatStaysSlow_isMeasuredAsItIsOncePatienceIsOver() throws InterruptedException {
    Paced model = new Paced(t -> inside(t, 100, 1_000_000) ? 3 * MS : 2 * MS);
    Spans spans = loop.burst("m", model, 1000, patient(500 * MS));
    // a rest and a probe end after the patience does: 20 ms each, and up to one inference more
    assertThat(spans.gapsBeyond(12 * MS)).isBetween(5_000 * MS, 5_043 * MS);
    assertThat(slower(spans, 2 * MS)).isGreaterThan(100);
  }

  @Test
  void hostThatStayedSlow_isTheReferenceAfterAWhile() throws InterruptedException {
    loop.burst("m", new Paced(t -> 2 * MS), 1000, patient(100 * MS));
    clock.advanceNs(HostPace.REMEMBERED_NS + 1);
    Spans spans = loop.burst("m", new Paced(t -> 3 * MS), 1000, patient(100 * MS));
    assertThat(spans.gapsBeyond(12 * MS)).isZero();
  }

  @Test
  void anotherModel_hasItsOwnPace() throws InterruptedException {
    loop.burst("m", new Paced(t -> 2 * MS), 1000, patient(100 * MS));
    Spans spans = loop.burst("n", new Paced(t -> 9 * MS), 1000, patient(100 * MS));
    assertThat(spans.gapsBeyond(12 * MS)).isZero();
  }

  @Test
  void withoutPatience_nobodyProbes() throws InterruptedException {
    loop.burst("m", new Slow(2 * MS), 1000, new Request.Burst(100 * MS, 1, 20 * MS, 0, 1));
    assertThat(edges).startsWith("0:1000");
  }

  @Test
  void hostWhoseClockFalls_isStretchedToTheBoardsAllTheSame() throws InterruptedException {
    // 4 ms of cycles at 3 GHz are 6 ms at 2 GHz, and so are 4.8 ms at 2.5 GHz
    Request.Burst order = new Request.Burst(0, 10, 20 * MS, 2 * MS, 1, 0, 2_000_000_000L);
    hostHz = 3e9;
    Spans quick = loop.burst("m", new Slow(4 * MS), 1000, order);
    assertThat(edges).startsWith("0:1000", "6:0");
    hostHz = 2.5e9;
    clockSettles(order.clockHz());
    Spans slow = loop.burst("m", new Slow(4_800_000), 1000, order);

    for (int i = 0; i < 10; i++) {
      assertThat(quick.durationNs(i)).isEqualTo(6 * MS);
      assertThat(slow.durationNs(i)).isEqualTo(6 * MS);
    }
  }

  @Test
  void hostThatIsSlowerThanTheBoard_isTakenAsItIs() throws InterruptedException {
    hostHz = 1e9;
    Request.Burst order = new Request.Burst(0, 1, 0, 0, 1, 0, 2_000_000_000L);

    assertThat(loop.burst("m", new Slow(4 * MS), 1000, order).durationNs(0)).isEqualTo(4 * MS);
  }

  @Test
  void fallingClock_isNoSlowHost() throws InterruptedException {
    Request.Burst order =
        new Request.Burst(100 * MS, 1, 20 * MS, 2 * MS, 1, 5_000 * MS, 1_000_000_000L);
    hostHz = 3e9;
    loop.burst("m", new Slow(2 * MS), 1000, order);
    hostHz = 2e9;
    clockSettles(order.clockHz());

    Spans spans = loop.burst("m", new Slow(3 * MS), 1000, order);

    assertThat(spans.gapsBeyond(12 * MS)).isZero();
  }

  private static Request.Burst patient(long durationNs) {
    return new Request.Burst(durationNs, 1, 20 * MS, 2 * MS, 1, 5_000 * MS, 0);
  }

  private static boolean inside(long ms, long fromMs, long toMs) {
    return ms >= fromMs && ms < toMs;
  }

  private static long slower(Spans spans, long thanNs) {
    return IntStream.range(0, spans.size()).filter(i -> spans.durationNs(i) > thanNs).count();
  }

  /** Until the looks that count are all of the clock that is now; of a model of its own. */
  private void clockSettles(long boardHz) throws InterruptedException {
    for (int i = 0; i < PinnedClock.LOOKS; i++) {
      loop.burst("other", new Slow(1), 1000, new Request.Burst(0, 1, 0, 0, 1, 0, boardHz));
    }
    edges.clear();
  }

  /** A CPU with the clock that a test gives it; computing until a time takes that time. */
  private final class FakeCpu implements HostCpu {
    @Override
    public double clockHz() {
      return hostHz;
    }

    @Override
    public long spinUntil(long monotonicNs) {
      clock.advanceNs(monotonicNs - clock.monotonicNs());
      return clock.monotonicNs();
    }
  }

  private long startNs() {
    return startNs;
  }

  private Spans burst(long inferenceNs, Request.Burst order) throws InterruptedException {
    return loop.burst("m", new Slow(inferenceNs), 1000, order);
  }

  /** A model whose inferences all take the same time of the manual clock. */
  private final class Slow extends Paced {

    Slow(long inferenceNs) {
      super(sinceStartMs -> inferenceNs);
    }
  }

  /** A model whose inferences take as long as a function of the ms since the start says. */
  private class Paced implements ModelRunner.LoadedModel {

    private final LongUnaryOperator inferenceNs;

    Paced(LongUnaryOperator inferenceNs) {
      this.inferenceNs = inferenceNs;
    }

    @Override
    public void infer() {
      clock.advanceNs(inferenceNs.applyAsLong((clock.monotonicNs() - startNs()) / MS));
    }

    @Override
    public float[] scores() {
      return new float[] {1};
    }

    @Override
    public int greatestBatch() {
      return 1;
    }

    @Override
    public float[] scores(float[] inputs, int count) {
      return new float[count];
    }

    @Override
    public Map<String, String> properties() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
