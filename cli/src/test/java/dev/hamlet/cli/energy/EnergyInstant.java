package dev.hamlet.cli.energy;

import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.store.DeviceEnergyRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} and the store say of a device at one instant: the stamp of the last sample
 * that both have counted.
 *
 * @param device name
 * @param bootId epoch of the stamp
 * @param throughNs the instant, device monotonic ns
 * @param metrics the scrape
 * @param stored the device's rows of the store
 */
record EnergyInstant(
    String device, String bootId, long throughNs, String metrics, List<DeviceEnergyRecord> stored) {

  private static final int TRIES = 100;

  /** Scrapes and stores between two batches; tries again where one came in between. */
  static EnergyInstant take(Coordinator coordinator, String device)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      DevicePower before = power(coordinator, device);
      String metrics = scrape(coordinator);
      coordinator.storeEnergy();
      List<DeviceEnergyRecord> stored =
          coordinator.store().deviceEnergy().stream()
              .filter(row -> row.device().equals(device))
              .toList();
      if (through(power(coordinator, device)) == through(before)) {
        return new EnergyInstant(device, before.bootId(), through(before), metrics, stored);
      }
    }
    throw new AssertionError("no moment between two batches");
  }

  private static DevicePower power(Coordinator coordinator, String device) {
    return coordinator.livePower().snapshot(new SystemClock().monotonicNs()).stream()
        .filter(power -> power.device().equals(device))
        .findFirst()
        .orElseThrow();
  }

  private static long through(DevicePower power) {
    return power.rails().stream().mapToLong(RailPower::throughNs).max().orElseThrow();
  }

  private static String scrape(Coordinator coordinator) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + coordinator.httpPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body();
  }

  /** Value of the one series whose name and labels begin so. */
  double exported(String name, String labels) {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name + "{" + labels) + "[^}]*} (\\S+)$")
            .matcher(metrics);
    if (!line.find()) {
      throw new AssertionError("no " + name + "{" + labels + " in the scrape");
    }
    return Double.parseDouble(line.group(1));
  }

  double joules(String rail) {
    return exported("hamlet_device_energy_joules_total", labels(rail));
  }

  double lateJoules(String rail) {
    return exported("hamlet_device_late_energy_joules_total", labels(rail));
  }

  double gapSeconds() {
    return exported("hamlet_device_energy_gap_seconds_total", "device=\"" + device + "\"");
  }

  DeviceEnergyRecord stored(String rail) {
    return stored.stream().filter(row -> row.rail().equals(rail)).findFirst().orElseThrow();
  }

  private String labels(String rail) {
    return "device=\"%s\",rail=\"%s\"".formatted(device, rail);
  }
}
