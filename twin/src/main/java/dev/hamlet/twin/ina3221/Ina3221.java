package dev.hamlet.twin.ina3221;

import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One INA3221 in continuous mode: it converts shunt and bus voltage of its enabled channels one
 * after the other, for ever. A conversion reports the mean over its duration.
 *
 * <p>The n-th conversion has the n-th noise of the seed, whenever it is read.
 *
 * <p>Threads: one. Nothing allocates after construction.
 */
public final class Ina3221 {

  private final Channel[] channels;
  private final long shuntConversionNs;
  private final long busConversionNs;
  private final SplittableRandom noise;
  private int converting;
  private boolean bus;
  private long beginNs;
  private long endNs;
  private double beginJoules;

  /**
   * A chip that starts to convert.
   *
   * @param rails rails of its enabled channels, in channel order
   * @param errors errors of the same channels
   * @param startNs start of the first conversion; energies count from here
   * @param phaseNs how much longer the first conversion lasts, so that chips do not run in step
   * @param seed seed of the noise
   */
  public Ina3221(
      ConfigWord config,
      List<BoardRail> rails,
      List<ChannelErrors> errors,
      long startNs,
      long phaseNs,
      long seed) {
    if (rails.size() != config.channels() || errors.size() != rails.size()) {
      throw new IllegalArgumentException(
          config.channels() + " channels are enabled, but " + rails.size() + " rails given");
    }
    this.channels = new Channel[rails.size()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new Channel(rails.get(i), errors.get(i), config);
    }
    this.shuntConversionNs = config.shuntConversionNs();
    this.busConversionNs = config.busConversionNs();
    this.noise = new SplittableRandom(seed);
    this.beginNs = startNs;
    this.endNs = startNs + shuntConversionNs + phaseNs;
  }

  /** When the conversion under way ends. */
  public long conversionEndNs() {
    return endNs;
  }

  /**
   * Ends the conversion under way and begins the next.
   *
   * @param energies true energies at {@link #conversionEndNs}
   */
  public void endConversion(RailEnergies energies) {
    Channel channel = channels[converting];
    if (bus) {
      channel.convertBus();
    } else {
      double joules = energies.energyJoules(channel.rail()) - beginJoules;
      channel.convertShunt(joules / ((endNs - beginNs) * 1e-9), noise);
    }
    begin(energies);
  }

  /**
   * Lets whole rounds pass unconverted, so that a reader who was away long does not pay for all of
   * them; the conversion under way reports the mean over that time.
   *
   * @param untilNs the conversion under way then ends less than a round before this
   */
  public void skipRounds(long untilNs) {
    long roundNs = channels.length * (shuntConversionNs + busConversionNs);
    long rounds = (untilNs - endNs) / roundNs;
    if (rounds > 0) {
      endNs += rounds * roundNs;
    }
  }

  /** Whether every channel has been converted once. */
  public boolean ready() {
    return channels[channels.length - 1].ready();
  }

  /** What the driver's power file of a channel shows. */
  public long milliwatts(int index) {
    return channels[index].milliwatts();
  }

  /** What the driver's current file of a channel shows. */
  public long milliamps(int index) {
    return channels[index].milliamps();
  }

  /** What the driver's voltage file of a channel shows. */
  public long millivolts(int index) {
    return channels[index].millivolts();
  }

  private void begin(RailEnergies energies) {
    converting = bus ? (converting + 1) % channels.length : converting;
    bus = !bus;
    beginNs = endNs;
    endNs += bus ? busConversionNs : shuntConversionNs;
    beginJoules = energies.energyJoules(channels[converting].rail());
  }
}
