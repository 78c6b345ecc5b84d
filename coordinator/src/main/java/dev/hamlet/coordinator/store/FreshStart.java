package dev.hamlet.coordinator.store;

/**
 * From where on the trials of a cell count that was begun anew. Earlier ones stay as rows.
 *
 * @param setAsideThrough highest trial number that no figure and no decision rests on, as it is of
 *     another board or of a try that was given up; 0 if all count
 * @param forgivenThrough highest trial number whose failure does not count against the cell; at
 *     least {@code setAsideThrough}
 */
public record FreshStart(int setAsideThrough, int forgivenThrough) {

  /** Of a cell that was never begun anew. */
  public static final FreshStart NONE = new FreshStart(0, 0);

  /** Refuses to hold against a cell what is set aside. */
  public FreshStart {
    if (setAsideThrough < 0 || forgivenThrough < setAsideThrough) {
      throw new IllegalArgumentException(
          "trials up to %d set aside, but forgiven up to %d"
              .formatted(setAsideThrough, forgivenThrough));
    }
  }

  /** Whether a trial counts. */
  public boolean counts(int trialNumber) {
    return trialNumber > setAsideThrough;
  }
}
