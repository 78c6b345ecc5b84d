package dev.hamlet.coordinator.export.view;

import java.util.List;

/**
 * What the exporter asks the coordinator for at each scrape.
 *
 * <p>Threads: called on the HTTP server's thread; answers with values and blocks for milliseconds
 * at most.
 */
public interface FleetView {

  /** Every known device that is not retired, in the order of their names. */
  List<DeviceView> devices();

  /** Every experiment whose figures are still shown. */
  List<ExperimentView> experiments();
}
