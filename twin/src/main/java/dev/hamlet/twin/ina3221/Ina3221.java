package dev.hamlet.twin.ina3221;

import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One INA3221: it converts shunt and bus voltage of its enabled channels one after the other, once
 * or for ever. A conversion reports the mean over its duration.
 *
 * <p>The n-th conversion of a channel has the n-th noise of the channel's seed, whenever it is
 * read.
 *
 * <p>Threads: one. Nothing allocates after construction.
 */
public final class Ina3221 {

  /** Channels of a chip. */
  public static final int CHANNELS = 3;

  private final @Nullable Channel[] channels = new @Nullable Channel[CHANNELS];
  private final SplittableRandom[] noises = new SplittableRandom[CHANNELS];
  private final boolean[] read = new boolean[CHANNELS];
  private final Schedule schedule = new Schedule();
  private ConfigWord config;
  private int step;
  private int rounds;
  private boolean conversionReady;
  private boolean frozen;
  private long beginNs;
  private long endNs;
  private double beginJoules;
  private long conversions;

  /**
   * A chip that starts to convert.
   *
   * @param rails rails that are read; each on its own channel
   * @param errors errors of the same channels
   * @param startNs start of the first conversion; energies count from here
   * @param phaseNs how much longer the first step lasts, so that chips do not run in step
   * @param seed seed of the noise
   */
  public Ina3221(
      ConfigWord config,
      List<BoardRail> rails,
      List<ChannelErrors> errors,
      long startNs,
      long phaseNs,
      long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < CHANNELS; i++) {
      noises[i] = seeds.split();
    }
    for (int i = 0; i < rails.size(); i++) {
      int channel = rails.get(i).channel();
      channels[channel] = new Channel(rails.get(i), errors.get(i), config);
      read[channel] = true;
    }
    this.config = config;
    restart(startNs);
    this.endNs += endNs == Long.MAX_VALUE ? 0 : phaseNs;
  }

  /** When the step under way ends; {@link Long#MAX_VALUE} while nothing is converted. */
  public long conversionEndNs() {
    return endNs;
  }

  /** The CONFIG register. */
  public ConfigWord config() {
    return config;
  }

  /** Real time from one conversion of a channel to its next. */
  public long roundNs() {
    return schedule.roundNs();
  }

  /** Rounds since the start, x conversions in each: what the simulation stood for. */
  public long conversions() {
    return conversions;
  }

  /**
   * Writes the CONFIG register: the conversion under way is lost, the next begins now, registers
   * keep their content. With bit 15 everything is as after power-up.
   *
   * @param energies true energies now
   */
  public void writeConfig(int word, long nowNs, RailEnergies energies) {
    boolean reset = (word & 0x8000) != 0;
    config = reset ? ConfigWord.RESET : new ConfigWord(word);
    for (Channel channel : channels) {
      if (channel != null) {
        channel.configure(config);
        if (reset) {
          channel.clear();
        } else if (config.singleShot()) {
          channel.forget();
        }
      }
    }
    restart(nowNs);
    beginJoules = joules(energies);
  }

  /** Reads the mask register: whether a set is ready since it was read last, or CONFIG written. */
  public boolean takeConversionReady() {
    boolean was = conversionReady;
    conversionReady = false;
    return was;
  }

  /** From now on registers keep their content whatever is converted, or no longer do. */
  public void freeze(boolean on) {
    frozen = on;
  }

  /**
   * Ends the step under way and begins the next.
   *
   * @param energies true energies at {@link #conversionEndNs}
   */
  public void endConversion(RailEnergies energies) {
    Channel channel = converting();
    if (channel != null && !frozen) {
      double joules = energies.energyJoules(channel.rail()) - beginJoules;
      channel.convertShunt(joules / ((endNs - beginNs) * 1e-9), noises[channel.rail().channel()]);
    }
    step++;
    if (step == schedule.steps()) {
      endRound();
    }
    beginNs = endNs;
    if (step < 0) {
      endNs = Long.MAX_VALUE;
      return;
    }
    endNs += schedule.durationNs(step);
    beginJoules = joules(energies);
  }

  /**
   * Lets whole rounds pass unconverted, so that a reader who was away long does not pay for all of
   * them; the conversion under way reports the mean over that time.
   *
   * @param untilNs the conversion under way then ends less than a round before this
   */
  public void skipRounds(long untilNs) {
    long skipped = endNs == Long.MAX_VALUE ? 0 : (untilNs - endNs) / schedule.roundNs();
    if (skipped > 0 && config.continuous()) {
      endNs += skipped * schedule.roundNs();
    }
  }

  /** Whether every channel that is read has been converted once. */
  public boolean ready() {
    for (Channel channel : channels) {
      if (channel != null && !channel.ready()) {
        return false;
      }
    }
    return true;
  }

  /** The shunt register of a channel; 0 where nothing is connected. */
  public short shuntRegister(int index) {
    Channel channel = channels[index];
    return channel == null ? 0 : channel.shuntRegister();
  }

  /** The bus register of a channel; 0 where nothing is connected. */
  public short busRegister(int index) {
    Channel channel = channels[index];
    return channel == null ? 0 : channel.busRegister();
  }

  /** What the L4T driver's power file of a channel shows. */
  public long milliwatts(int index) {
    Channel channel = channels[index];
    return channel == null ? 0 : channel.milliwatts();
  }

  private void restart(long nowNs) {
    schedule.fill(config, read);
    conversionReady = false;
    rounds = 0;
    step = 0;
    beginNs = nowNs;
    beginJoules = 0;
    endNs = config.converts() ? nowNs + schedule.durationNs(0) : Long.MAX_VALUE;
  }

  /** Bus voltages are constant: all of a round are taken at its end. */
  private void endRound() {
    conversions += 2L * config.channels();
    for (int i = 0; i < CHANNELS; i++) {
      Channel channel = channels[i];
      if (channel != null && config.enabled(i) && config.convertsBus()) {
        channel.convertBus();
      }
    }
    rounds++;
    boolean whole = rounds == config.averages();
    conversionReady |= whole;
    step = whole && config.singleShot() ? -1 : 0;
    rounds = whole ? 0 : rounds;
  }

  private @Nullable Channel converting() {
    int channel = schedule.channel(step);
    return channel == Schedule.NONE ? null : channels[channel];
  }

  private double joules(RailEnergies energies) {
    Channel channel = endNs == Long.MAX_VALUE ? null : converting();
    return channel == null ? 0 : energies.energyJoules(channel.rail());
  }
}
