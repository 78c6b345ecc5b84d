package dev.hamlet.benchmarks.scheduling;

import java.util.Locale;

/**
 * What was measured with one fleet.
 *
 * @param devices its size
 * @param leases durable leases granted
 * @param trials trials from grant to stored result
 * @param bytesPerDevice heap of the coordinator for an idle device
 * @param bytesPerCell heap of the coordinator for a waiting cell of a running experiment
 * @param restart a restart of the coordinator
 */
record FleetFigures(
    int devices,
    Phase leases,
    Phase trials,
    double bytesPerDevice,
    double bytesPerCell,
    RestartFigures restart) {

  /** For people. */
  String table() {
    return String.format(Locale.ROOT, "%,d simulated devices%n", devices)
        + leases.line("leases")
        + trials.line("trial cycles")
        + String.format(
            Locale.ROOT,
            "  coordinator   %,.0f bytes a device, %,.0f bytes a waiting cell%n",
            bytesPerDevice,
            bytesPerCell)
        + restart.line();
  }
}
