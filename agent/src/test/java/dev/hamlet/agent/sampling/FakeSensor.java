package dev.hamlet.agent.sampling;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A sensor of one rail that answers by script, then OK with a running number. */
public final class FakeSensor implements Sensor {

  private final @Nullable ManualClock clock;
  private final Deque<ReadOutcome> script = new ArrayDeque<>();
  private volatile long readCostNs;
  private final Semaphore thrown = new Semaphore(0);
  private volatile boolean throwing;
  private volatile boolean closed;
  private volatile long reads;

  /** Reads cost no time. */
  public FakeSensor() {
    this(null);
  }

  /** Reads move this clock. */
  public FakeSensor(@Nullable ManualClock clock) {
    this.clock = clock;
  }

  /** The next reads end like this. */
  public void willAnswer(ReadOutcome... outcomes) {
    script.addAll(List.of(outcomes));
  }

  /** Every read takes so long from now on. */
  public void willTakeNs(long costNs) {
    readCostNs = costNs;
  }

  /** Whether reads break the contract and throw. */
  public void willThrow(boolean throwsOnRead) {
    throwing = throwsOnRead;
  }

  /** Waits until so many reads have thrown; false if they do not. */
  public boolean awaitThrows(int count) throws InterruptedException {
    return thrown.tryAcquire(count, 15, TimeUnit.SECONDS);
  }

  /** Whether it was closed. */
  public boolean closed() {
    return closed;
  }

  @Override
  public SensorGroup group() {
    Rail rail = new Rail("VDD_IN", RailScope.SUPPLY, 0);
    return new SensorGroup("fake", "power", "fake", true, 1_000, 0, 0, 0, List.of(rail));
  }

  @Override
  public List<ColumnSpec> columns() {
    return List.of(ColumnSpec.milliwatts("VDD_IN"));
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads a sensor
  public ReadOutcome read(long[] into) {
    if (clock != null) {
      clock.advanceNs(readCostNs);
    }
    if (throwing) {
      thrown.release();
      throw new IllegalStateException("broken sensor");
    }
    into[0] = reads++;
    ReadOutcome scripted = script.poll();
    return scripted == null ? ReadOutcome.OK : scripted;
  }

  @Override
  public void close() {
    closed = true;
  }
}
