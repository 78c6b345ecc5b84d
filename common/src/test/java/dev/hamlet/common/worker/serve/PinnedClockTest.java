package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinnedClockTest {

  private double hostHz = 3e9;
  private final PinnedClock pinned =
      new PinnedClock(
          new HostCpu() {
            @Override
            public double clockHz() {
              return hostHz;
            }

            @Override
            public long spinUntil(long monotonicNs) {
              return monotonicNs + 7;
            }
          });

  @Test
  void realBoard_isNotStretched() {
    pinned.pin(0);

    assertThat(pinned.stretched(1_000)).isEqualTo(1_000);
    assertThat(pinned.hold(100, 1_100)).isEqualTo(1_100);
  }

  @Test
  void inference_isHeldUntilItsCyclesHavePassedOnTheBoard() {
    pinned.pin(2_000_000_000L);

    assertThat(pinned.stretched(1_000)).isEqualTo(1_500);
    assertThat(pinned.hold(100, 1_100)).isEqualTo(100 + 1_500 + 7);
  }

  @Test
  void oneLookThatWasInterrupted_doesNotCount() {
    pinned.pin(2_000_000_000L);
    hostHz = 1e9;
    pinned.look();

    assertThat(pinned.stretched(1_000)).isEqualTo(1_500);
  }

  @Test
  void clockThatStaysLower_countsOnceItIsTheMedian() {
    pinned.pin(1_000_000_000L);
    hostHz = 2e9;
    for (int i = 0; i < PinnedClock.LOOKS; i++) {
      pinned.look();
    }

    assertThat(pinned.stretched(1_000)).isEqualTo(2_000);
  }
}
