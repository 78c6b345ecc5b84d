package dev.hamlet.dist;

import dev.hamlet.common.time.SystemClock;
import dev.hamlet.dist.AlertmanagerCheck.Alert;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at an Alertmanager five times a second and remembers what came and went. */
final class AlertHistory implements AutoCloseable {

  private static final long PERIOD_NS = 200_000_000;
  private static final long WITHIN_S = 150;

  private final AlertmanagerCheck alertmanager;
  private final SystemClock clock = new SystemClock();
  private final Set<Alert> raised = new HashSet<>();
  private final Set<Alert> cleared = new HashSet<>();
  private Set<Alert> active = Set.of();
  private final Thread thread;

  AlertHistory(AlertmanagerCheck alertmanager) {
    this.alertmanager = alertmanager;
    this.thread = new Thread(this::watch, "alert-history");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until an alert has been raised, and then until it has been cleared after that. */
  void awaitRaisedAndCleared(String name, String device) {
    awaitRaised(name, device);
    Alert alert = new Alert(name, device);
    var unused =
        Eventually.get(WITHIN_S, () -> in(cleared, alert), () -> alert + " stays raised; " + this);
  }

  /** Waits until an alert has been raised, if it was not yet. */
  void awaitRaised(String name, String device) {
    Alert alert = new Alert(name, device);
    var unused =
        Eventually.get(WITHIN_S, () -> in(raised, alert), () -> alert + " is not raised; " + this);
  }

  /** Whether an alert was ever raised. */
  boolean wasRaised(String name, String device) {
    return in(raised, new Alert(name, device)) != null;
  }

  private synchronized @Nullable Boolean in(Set<Alert> alerts, Alert alert) {
    return alerts.contains(alert) ? true : null;
  }

  private void watch() {
    try {
      while (true) {
        note(alertmanager.active());
        clock.waitUntil(clock.monotonicNs() + PERIOD_NS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test is over
    }
  }

  private synchronized void note(Set<Alert> now) {
    raised.addAll(now);
    cleared.addAll(active);
    cleared.removeAll(now);
    active = now;
  }

  @Override
  public synchronized String toString() {
    return "raised " + raised + ", cleared " + cleared;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
