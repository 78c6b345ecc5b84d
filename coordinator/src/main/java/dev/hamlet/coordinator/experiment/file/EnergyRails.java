package dev.hamlet.coordinator.experiment.file;

import java.util.List;

/**
 * The rails that energy is summed over.
 *
 * @param word the choice as it is stated with every figure: {@code module}, {@code board}, or names
 *     joined by {@code +}
 * @param names exact names of the rails
 */
public record EnergyRails(String word, List<String> names) {

  /** The input of the module. */
  public static final EnergyRails MODULE = new EnergyRails("module", List.of("VDD_IN"));

  /** The inputs of module and carrier board. */
  public static final EnergyRails BOARD = new EnergyRails("board", List.of("VDD_IN", "VDD_MUX"));

  /** Copies the names. */
  public EnergyRails {
    names = List.copyOf(names);
  }

  /** Rails by name. */
  public static EnergyRails named(List<String> names) {
    return new EnergyRails(String.join("+", names), names);
  }
}
