package dev.hamlet.agent.simulation;

import dev.hamlet.common.error.HamletException;

/** Hears what becomes of a fleet's devices. Called on threads of the fleet; must not block. */
public interface FleetListener {

  /** Hears nothing. */
  FleetListener NONE =
      new FleetListener() {
        @Override
        public void connected(String device) {
          // not of interest
        }

        @Override
        public void refused(String device, HamletException refusal) {
          // not of interest
        }

        @Override
        public void fault(String device, String words) {
          // not of interest
        }
      };

  /** The coordinator took a device in, for the first time or again. */
  void connected(String device);

  /** The coordinator will not have a device; it does nothing any more. */
  void refused(String device, HamletException refusal);

  /** Something goes wrong with a device, as the script says; in a few words. */
  void fault(String device, String words);
}
