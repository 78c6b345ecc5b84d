package dev.hamlet.twin.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.ina3221.ErrorDraw;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.truth.GroundTruth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Net energy of a burst as the simulated sensor reports it, against the truth and against the
 * closed form for an exponential filter: {@code bias = -(tau/T) (1 - exp(-T/tau)) exp(-G/tau)}.
 */
class SensorBiasTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long BURST_NS = START_NS + 4_000 * MS;

  @ParameterizedTest
  @CsvSource({"1000, 0", "1000, 1300", "1000, 2200", "100, 0", "5000, 0"})
  void averagingSensor_isWrongByTheClosedForm(long burstMs, long guardMs) {
    ConfigWord config = new ConfigWord(0x7727);
    double tau = config.timeConstantNs() * 1e-6;
    double expected = -(tau / burstMs) * (1 - Math.exp(-burstMs / tau)) * Math.exp(-guardMs / tau);

    // lag of half a round: 3.3 of 420 ms, taken off; quantization (38 mW) spreads over the burst
    assertThat(bias(config, burstMs, guardMs)).isCloseTo(expected, within(0.012));
  }

  @Test
  void fastestSensor_isRightOnceTheLagIsTakenOff() {
    // edges: dt_eff / (sqrt(6) T) = 0.03 % of 1 s; quantization of a constant level: 19 of 3,100 mW
    assertThat(bias(ConfigWord.FASTEST, 1_000, 20)).isCloseTo(0, within(0.01));
  }

  private static double bias(ConfigWord config, long burstMs, long guardMs) {
    List<ActivityEdge> edges =
        List.of(new ActivityEdge(BURST_NS, 2_000), new ActivityEdge(BURST_NS + burstMs * MS, 0));
    TwinSettings settings =
        TwinSettings.live(1, List.of(BoardRail.VDD_IN))
            .with(config)
            .with(Duration.ZERO)
            .with(BoardOptions.DEFAULT.with(ErrorDraw.NOISE_ONLY));
    double truth = trueNetJoules(settings, edges, burstMs);
    return measuredNetJoules(settings, edges, burstMs + guardMs) / truth - 1;
  }

  private static double trueNetJoules(
      TwinSettings settings, List<ActivityEdge> edges, long burstMs) {
    GroundTruth truth = new GroundTruth(settings.thermal(), settings.powerMode(), START_NS, edges);
    double idleWatts = truth.powerWatts(BoardRail.VDD_IN, START_NS);
    TimeInterval burst = new TimeInterval(BURST_NS, BURST_NS + burstMs * MS);
    return truth.energyJoules(BoardRail.VDD_IN, burst) - idleWatts * burst.durationSeconds();
  }

  /** Rectangles of 1 ms around samples whose stamps are corrected for the lag. */
  private static double measuredNetJoules(
      TwinSettings settings, List<ActivityEdge> edges, long windowMs) {
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(edges), START_NS);
    double idle = meanWatts(board, settings, START_NS + 2_000 * MS, 1_900);
    double watts = meanWatts(board, settings, BURST_NS, windowMs);
    return (watts - idle) * windowMs * 1e-3;
  }

  private static double meanWatts(TwinBoard board, TwinSettings settings, long fromNs, long ms) {
    double milliwatts = 0;
    for (long i = 0; i < ms; i++) {
      board.evaluate(fromNs + settings.readingLagNs() + i * MS + MS / 2);
      milliwatts += board.milliwatts(0);
    }
    return milliwatts / ms * 1e-3;
  }
}
