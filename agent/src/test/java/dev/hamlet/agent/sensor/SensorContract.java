package dev.hamlet.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Rail;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sensor must do; each implementation extends this with one that has values. */
public abstract class SensorContract {

  private static final int WARM_UP_READS = 5_000;
  private static final int READS = 2_000;

  private Sensor sensor;

  /** Opens the sensor under test; it must answer OK within 100 reads. */
  protected abstract Sensor open() throws Exception;

  /** Called before each read, so that a simulated clock can move on. */
  protected abstract void beforeRead();

  @BeforeEach
  void openSensor() throws Exception {
    sensor = open();
  }

  @AfterEach
  void closeSensor() {
    sensor.close();
  }

  @Test
  void group_describesEveryColumnInOrder() {
    assertThat(sensor.columns().stream().map(ColumnSpec::rail).distinct())
        .containsExactlyElementsOf(sensor.group().rails().stream().map(Rail::name).toList());
    assertThat(sensor.group().kind()).isNotBlank();
    assertThat(sensor.group().group()).isNotBlank();
    assertThat(sensor.group().nominalRateHz()).isPositive();
    assertThat(sensor.group().lagNs()).isNotNegative();
  }

  @Test
  void groupAndColumns_areConstant() {
    assertThat(sensor.group()).isEqualTo(sensor.group());
    assertThat(sensor.columns()).isEqualTo(sensor.columns());
  }

  @Test
  void reads_giveAValueForEveryColumn() {
    long[] values = new long[sensor.columns().size()];
    assertThat(firstOk(values)).isTrue();
    for (long value : values) {
      assertThat(value).isBetween(-1_000_000L, 1_000_000_000_000L);
    }
  }

  @Test
  void readsInSteadyState_allocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] values = new long[sensor.columns().size()];
    readMany(values, WARM_UP_READS);
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    int ok = readMany(values, READS);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(ok).isEqualTo(READS);
    // the measurement itself may cost a few hundred bytes, a single object a read 32,000
    assertThat(allocated).isLessThan(1_000);
  }

  private boolean firstOk(long[] values) {
    for (int i = 0; i < 100; i++) {
      beforeRead();
      if (sensor.read(values) == ReadOutcome.OK) {
        return true;
      }
    }
    return false;
  }

  private int readMany(long[] values, int reads) {
    int ok = 0;
    for (int i = 0; i < reads; i++) {
      beforeRead();
      ok += sensor.read(values) == ReadOutcome.OK ? 1 : 0;
    }
    return ok;
  }
}
