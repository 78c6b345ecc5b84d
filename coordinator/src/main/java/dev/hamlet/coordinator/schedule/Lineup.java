package dev.hamlet.coordinator.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The devices that share some work, each with what it has to do before. Answers when they would be
 * through.
 */
final class Lineup {

  /**
   * One device.
   *
   * @param name its name
   * @param freeSeconds when it can begin with the work, s from now
   * @param pace see {@link Costs}
   */
  record Place(String name, double freeSeconds, double pace) {

    double doneSeconds(OpenGroup group) {
      return freeSeconds + group.secondsAtPar() * pace;
    }
  }

  private final Map<String, Place> places = new HashMap<>();
  private final double levelSeconds;

  /**
   * @param secondsAtPar what all the work takes on a device of pace 1
   */
  Lineup(List<Place> places, double secondsAtPar) {
    places.forEach(place -> this.places.put(place.name(), place));
    levelSeconds = level(places, secondsAtPar);
  }

  /**
   * The time T, in s from now, at which all devices would be through if the work could be cut at
   * will: device i does {@code max(0, T - free_i) / pace_i} of it. Infinite if there is none.
   */
  double levelSeconds() {
    return levelSeconds;
  }

  /**
   * Leaves out, again and again, the devices that are not free by the time that the others take.
   */
  private static double level(List<Place> places, double secondsAtPar) {
    double level = Double.POSITIVE_INFINITY;
    double next = through(places, secondsAtPar, level);
    while (next < level) {
      level = next;
      next = through(places, secondsAtPar, level);
    }
    return level;
  }

  private static double through(List<Place> places, double secondsAtPar, double freeBefore) {
    double speed = 0;
    double work = secondsAtPar;
    for (Place place : places) {
      if (place.freeSeconds() < freeBefore) {
        speed += 1 / place.pace();
        work += place.freeSeconds() / place.pace();
      }
    }
    return speed == 0 ? Double.POSITIVE_INFINITY : work / speed;
  }

  /** Whether another device than that one would be through with a group before this time. */
  boolean isSoonerElsewhere(OpenGroup group, String device, double seconds) {
    return places.values().stream()
        .anyMatch(place -> place.doneSeconds(group) < seconds && !place.name().equals(device));
  }

  /** A device has got some of the work, and can begin with more later. */
  void granted(OpenGroup group, String device) {
    places.computeIfPresent(
        device, (name, place) -> new Place(name, place.doneSeconds(group), place.pace()));
  }
}
