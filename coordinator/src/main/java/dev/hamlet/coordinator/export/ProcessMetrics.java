package dev.hamlet.coordinator.export;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * How the coordinator's own process fares, by Micrometer, into the registry that the measurements
 * use too.
 */
final class ProcessMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  ProcessMetrics(PrometheusRegistry target, Map<String, ThreadPoolExecutor> pools) {
    registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, target, io.micrometer.core.instrument.Clock.SYSTEM);
    // Their names break the naming rules that promtool checks; process_cpu_usage says as much.
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    pools.forEach(
        (name, pool) -> new ExecutorServiceMetrics(pool, name, Tags.empty()).bindTo(registry));
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
