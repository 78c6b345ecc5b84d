package dev.hamlet.coordinator.health;

/** Who ends work when the fleet's health asks for it. Called on the event loop. */
public interface FleetListener {

  /** A device may not go on with what it has. */
  void quarantined(String device, String reason);

  /** A device is out of the fleet: what is left for it to do is never done. */
  void retired(String device, String reason);

  /** The cells of these axes are to blame for what they did to devices. */
  void blamed(String axes, String reason);
}
