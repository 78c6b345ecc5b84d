package dev.hamlet.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.ManualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorProbeTest {

  private static final long PERIOD_NS = 1_000_000;

  private final ManualClock clock = new ManualClock();

  @Test
  void valuesThatChangeEverySevenReads_giveTheRefreshRate() throws InterruptedException {
    SensorProbe probe = SensorProbe.measure(new Stairs(7), 700, PERIOD_NS, clock, clock);

    assertThat(probe.ok()).isEqualTo(700);
    assertThat(probe.achievedRateHz()).isCloseTo(1_000, within(2.0));
    assertThat(probe.refreshRateHz()).isCloseTo(1_000 / 7.0, within(0.5));
    assertThat(probe.readCostP50Ns()).isEqualTo(200_000);
    assertThat(probe.readCostP99Ns()).isEqualTo(200_000);
    // 99 changes from one read to the next among 699
    assertThat(probe.figures().repeatRatio()).isCloseTo(600 / 699.0, within(1e-9));
  }

  @Test
  void constantValues_haveNoRefreshRate() throws InterruptedException {
    SensorProbe probe =
        SensorProbe.measure(new Stairs(Integer.MAX_VALUE), 100, PERIOD_NS, clock, clock);

    assertThat(probe.refreshRateHz()).isZero();
  }

  /** A value that grows by one after so many reads, each of which takes 0.2 ms. */
  private final class Stairs implements Sensor {

    private final int length;
    private int reads;

    Stairs(int length) {
      this.length = length;
    }

    @Override
    public SensorGroup group() {
      return new SensorGroup("stairs", "power", "fake", true, 1_000, 0, 0, 0, List.of());
    }

    @Override
    public List<ColumnSpec> columns() {
      return List.of(ColumnSpec.milliwatts("VDD_IN"));
    }

    @Override
    public ReadOutcome read(long[] into) {
      clock.advanceNs(200_000);
      into[0] = reads++ / length;
      return ReadOutcome.OK;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
