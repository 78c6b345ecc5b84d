package dev.hamlet.coordinator.export;

import java.util.List;

/**
 * What the exporter asks the coordinator for at each scrape.
 *
 * <p>Threads: called on the HTTP server's thread; answers with values and blocks for milliseconds
 * at most.
 */
public interface FleetView {

  /** Every known device, in the order of their names. */
  List<DeviceView> devices();

  /** Every experiment whose figures are still shown. */
  List<ExperimentView> experiments();

  /** The health of every known device, in the order of their names. */
  List<HealthView> health();

  /** What ingest took and refused, per device. */
  List<IngestView> ingest();
}
