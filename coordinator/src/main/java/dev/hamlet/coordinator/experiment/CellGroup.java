package dev.hamlet.coordinator.experiment;

/**
 * Cells of one experiment on one device that share a power mode: what a lease is given for.
 *
 * @param experimentId the experiment
 * @param device the device
 * @param powerMode the power mode
 */
public record CellGroup(String experimentId, String device, String powerMode) {

  @Override
  public String toString() {
    return experimentId + " on " + device + " in " + powerMode;
  }
}
