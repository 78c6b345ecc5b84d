package dev.hamlet.coordinator.schedule;

/** What past trials say about how long a group takes. */
@FunctionalInterface
public interface Costs {

  /** What is left of a group is expected to take on a device that may run it, in seconds. */
  double secondsOn(OpenGroup group, String device);
}
