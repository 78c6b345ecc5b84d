package dev.hamlet.twin.driver;

/**
 * What the device tree and the platform tell the L4T driver of a chip.
 *
 * @param continuousWord CONFIG word of continuous mode
 * @param triggerWord CONFIG word of triggered mode
 * @param mode mode after the probe
 * @param alerts whether a warning or critical limit is set: only then automatic mode switches
 * @param continuousFromKhz clock of cpu0 from which on automatic mode is continuous with one CPU
 */
public record L4tSetup(
    int continuousWord, int triggerWord, L4tMode mode, boolean alerts, int continuousFromKhz) {

  /** Words as compiled into the driver, except that the continuous one does not average. */
  public static final L4tSetup FASTEST =
      new L4tSetup(0x7007, 0x7003, L4tMode.FORCED_CONTINUOUS, true, 102_000);

  /** The same with another word for continuous mode. */
  public L4tSetup withContinuousWord(int word) {
    return new L4tSetup(word, triggerWord, mode, alerts, continuousFromKhz);
  }

  /** The same with another word for triggered mode. */
  public L4tSetup withTriggerWord(int word) {
    return new L4tSetup(continuousWord, word, mode, alerts, continuousFromKhz);
  }

  /** The same with another mode after the probe. */
  public L4tSetup with(L4tMode other) {
    return new L4tSetup(continuousWord, triggerWord, other, alerts, continuousFromKhz);
  }
}
