package dev.hamlet.coordinator.device;

/** Whether a device's agent is heard. */
enum Presence {
  /** It is. */
  HEARD,
  /** Its link broke, or nothing was heard for {@link DeviceRegistry#SUSPECT_AFTER}. */
  SILENT,
  /** Nothing was heard for {@link DeviceRegistry#LOST_AFTER}. */
  GONE
}
