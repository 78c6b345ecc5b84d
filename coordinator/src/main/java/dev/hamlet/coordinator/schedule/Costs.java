package dev.hamlet.coordinator.schedule;

/** What past trials say about devices. */
@FunctionalInterface
public interface Costs {

  /**
   * The time that a device takes for trials like those of a group, over what devices of its kind
   * usually take: 2 is half as fast. 1 where nothing is known.
   */
  double pace(OpenGroup group, String device);
}
