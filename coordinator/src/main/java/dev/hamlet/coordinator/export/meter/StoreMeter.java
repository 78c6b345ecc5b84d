package dev.hamlet.coordinator.export.meter;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.store.ResultStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times what changes a store, by the name of the operation, and counts what its disk refused. The
 * operation {@code together} is a group commit with all that the events of its batch did.
 *
 * <p>Reading is only counted where it fails. There are as many operations as the interface has.
 *
 * <p>Threads: any.
 */
public final class StoreMeter {

  /** How the names of operations begin that change something. */
  private static final List<String> WRITES =
      List.of("submit", "save", "end", "grant", "pause", "reuse", "extend", "retry", "together");

  private final MonotonicClock clock;
  private final Map<String, Histogram> writes = new ConcurrentHashMap<>();
  private final Map<String, Long> errors = new ConcurrentHashMap<>();

  /** A meter that has seen nothing. */
  public StoreMeter(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The same store, metered; nothing else about it changes. */
  public ResultStore around(ResultStore store) {
    return (ResultStore)
        Proxy.newProxyInstance(
            StoreMeter.class.getClassLoader(),
            new Class<?>[] {ResultStore.class},
            (proxy, method, arguments) -> call(store, method, arguments));
  }

  /** Seconds that operations took, by name. */
  public Map<String, HistogramValue> writeSeconds() {
    Map<String, HistogramValue> values = new TreeMap<>();
    writes.forEach(
        (operation, histogram) -> {
          synchronized (histogram) {
            values.put(operation, histogram.value());
          }
        });
    return values;
  }

  /** Operations that the disk refused, by name. */
  public Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  /** Called reflectively: whatever the store throws passes through unchanged. */
  private Object call(ResultStore store, Method method, Object[] arguments) throws Throwable {
    long beganNs = clock.monotonicNs();
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof HamletException refused && refused.code() == ErrorCode.RESOURCE) {
        errors.merge(method.getName(), 1L, Long::sum);
      }
      throw e.getCause();
    } finally {
      if (WRITES.stream().anyMatch(method.getName()::startsWith)) {
        took(method.getName(), (clock.monotonicNs() - beganNs) / 1e9);
      }
    }
  }

  private void took(String operation, double seconds) {
    errors.putIfAbsent(operation, 0L); // an alert sees it grow
    Histogram histogram =
        writes.computeIfAbsent(
            operation, name -> new Histogram(.0005, .001, .005, .01, .05, .1, .5, 1, 5));
    synchronized (histogram) {
      histogram.add(seconds);
    }
  }
}
