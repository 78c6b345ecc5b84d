package dev.hamlet.coordinator.experiment;

/**
 * Cells of one experiment on one device that share a power mode: what a lease is given for. Where
 * these are many, they are cut into parts, which are leased one after the other.
 *
 * @param experimentId the experiment
 * @param device the device
 * @param powerMode the power mode
 * @param part tells groups apart that have all of this in common; 0 is the first
 */
public record CellGroup(String experimentId, String device, String powerMode, int part) {

  /** What stands for the experiment where a board is checked with the golden model. */
  public static final String GOLDEN_CHECK = "golden";

  /** A group that is not cut into parts. */
  public CellGroup(String experimentId, String device, String powerMode) {
    this(experimentId, device, powerMode, 0);
  }

  /** Whether it belongs to no experiment, but checks a board. */
  public boolean isGoldenCheck() {
    return experimentId.equals(GOLDEN_CHECK);
  }

  /** The same cells on another device. */
  public CellGroup on(String other) {
    return new CellGroup(experimentId, other, powerMode, part);
  }

  @Override
  public String toString() {
    String name = experimentId + " on " + device + " in " + powerMode;
    return part == 0 ? name : name + ", part " + part;
  }
}
