package dev.hamlet.coordinator.experiment.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A plan of what the devices can run, and what it leaves out. An experiment is never measured so:
 * it is refused until the file leaves out the same.
 *
 * @param plan what can be run
 * @param unrunnableCells cells that are left out
 * @param reasons why; a cell may be left out for several
 */
public record PlanOfRest(Plan plan, int unrunnableCells, List<Reason> reasons) {

  /** Copies the list. */
  public PlanOfRest {
    reasons = List.copyOf(reasons);
  }

  /**
   * Why cells are left out.
   *
   * @param what the value that no device can run, for instance {@code power mode MAXX}
   * @param cells cells on these devices that ask for it
   * @param devices the devices that lack it, in the order of their names
   * @param mend how to change the file
   */
  public record Reason(String what, int cells, List<String> devices, String mend) {

    /** Copies the list. */
    public Reason {
      devices = List.copyOf(devices);
    }

    /** The same of one more device. */
    Reason and(Reason other) {
      return new Reason(
          what,
          cells + other.cells,
          Stream.concat(devices.stream(), other.devices.stream()).toList(),
          mend);
    }
  }
}
