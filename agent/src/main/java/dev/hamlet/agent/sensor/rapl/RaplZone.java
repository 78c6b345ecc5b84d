package dev.hamlet.agent.sensor.rapl;

/**
 * A zone with an energy counter.
 *
 * @param rail name of its rail: {@code package-0}, {@code package-0-core}, {@code package-0-dram}
 * @param folder path of its folder
 * @param wrapMicrojoules value of the counter at which it starts over; 0 if not known
 */
public record RaplZone(String rail, String folder, long wrapMicrojoules) {

  /** The counter, in microjoules. */
  String counterFile() {
    return folder + "/energy_uj";
  }
}
