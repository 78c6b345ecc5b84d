package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of reports. Identity: every trial report taken is one of stored, already stored,
 * stale, refused or still pending.
 *
 * <p>Threads: any.
 */
public final class CellCounters {

  private final LongAdder trialReports = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder alreadyStored = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder superseded = new LongAdder();
  private final Histogram decisions = new Histogram(.0001, .0005, .001, .005, .01, .05, .1, .5, 1);

  /** Trial reports that came. */
  public long trialReports() {
    return trialReports.sum();
  }

  /** Trials stored because of a report. */
  public long stored() {
    return stored.sum();
  }

  /** Reports of trials that were stored before. */
  public long alreadyStored() {
    return alreadyStored.sum();
  }

  /** Reports of any kind whose fencing token is not current. */
  public long stale() {
    return stale.sum();
  }

  /** Trial reports with a current token that nobody asked for. */
  public long refused() {
    return refused.sum();
  }

  /** Repeated reports of trials whose figures are being made. */
  public long superseded() {
    return superseded.sum();
  }

  /** Seconds that it took to decide which leases to grant. */
  public HistogramValue decisions() {
    synchronized (decisions) {
      return decisions.value();
    }
  }

  /** It was decided which leases to grant. */
  public void countDecision(long tookNs) {
    synchronized (decisions) {
      decisions.add(tookNs / 1e9);
    }
  }

  /** A trial report came. */
  public void countTrialReport() {
    trialReports.increment();
  }

  void countStored() {
    stored.increment();
  }

  /** It tells of a trial that was stored before. */
  public void countAlreadyStored() {
    alreadyStored.increment();
  }

  /** A report whose fencing token is not current. */
  public void countStale() {
    stale.increment();
  }

  void countRefused() {
    refused.increment();
  }

  void countSuperseded() {
    superseded.increment();
  }
}
