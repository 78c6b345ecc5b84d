package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.thermal.ThermalModel;
import java.time.Duration;
import java.util.List;

/**
 * Which board is simulated.
 *
 * @param seed seed of everything that differs from board to board: sensor errors, noise, phases
 * @param rails rails that are read, in this order; at least one, none twice
 * @param powerMode power mode it starts in
 * @param thermal how it warms up
 * @param config CONFIG word of its monitors; the channels of the rails enabled, continuous
 * @param sensorErrors whether its monitors have errors and noise; steps they always have
 * @param lag how far behind now it is evaluated; edges that come later are moved and counted
 * @param options what else a scenario may set
 */
public record TwinSettings(
    long seed,
    List<BoardRail> rails,
    PowerMode powerMode,
    ThermalModel thermal,
    ConfigWord config,
    boolean sensorErrors,
    Duration lag,
    BoardOptions options) {

  /** The lag of a live board: a pre-empted worker has so long to publish its edge. */
  public static final Duration LIVE_LAG = Duration.ofMillis(50);

  /** Refuses an empty or double list of rails, rails whose channel is disabled, a negative lag. */
  public TwinSettings {
    rails = List.copyOf(rails);
    if (rails.isEmpty() || rails.stream().distinct().count() != rails.size()) {
      throw new IllegalArgumentException("rails must be at least one and none twice: " + rails);
    }
    if (!config.continuous()) {
      throw new IllegalArgumentException("must convert shunt and bus continuously: " + config);
    }
    for (BoardRail rail : rails) {
      if (!config.enabled(rail.channel())) {
        throw new IllegalArgumentException("channel of " + rail + " is not enabled: " + config);
      }
    }
    if (lag.isNegative()) {
      throw new IllegalArgumentException("lag must not be negative: " + lag);
    }
  }

  /** A board with the usual options. */
  public TwinSettings(
      long seed,
      List<BoardRail> rails,
      PowerMode powerMode,
      ThermalModel thermal,
      ConfigWord config,
      boolean sensorErrors,
      Duration lag) {
    this(seed, rails, powerMode, thermal, config, sensorErrors, lag, BoardOptions.DEFAULT);
  }

  /** A live board in MAXN at 25 degrees with the fastest conversion and a seed of its own. */
  public static TwinSettings live(long seed, List<BoardRail> rails) {
    return new TwinSettings(
        seed, rails, PowerMode.MAXN, ThermalModel.withFan(25), ConfigWord.FASTEST, true, LIVE_LAG);
  }

  /** The same board without sensor errors and noise. */
  public TwinSettings withoutSensorErrors() {
    return new TwinSettings(seed, rails, powerMode, thermal, config, false, lag, options);
  }

  /** The same board with another CONFIG word. */
  public TwinSettings with(ConfigWord word) {
    return new TwinSettings(seed, rails, powerMode, thermal, word, sensorErrors, lag, options);
  }

  /** The same board, evaluated so far behind now. */
  public TwinSettings with(Duration otherLag) {
    return new TwinSettings(
        seed, rails, powerMode, thermal, config, sensorErrors, otherLag, options);
  }

  /** The same board with other options. */
  public TwinSettings with(BoardOptions other) {
    return new TwinSettings(seed, rails, powerMode, thermal, config, sensorErrors, lag, other);
  }

  /** The same board with other cooling. */
  public TwinSettings with(ThermalModel other) {
    return new TwinSettings(seed, rails, powerMode, other, config, sensorErrors, lag, options);
  }

  /** Its knobs at the start. */
  public Controls controls() {
    return Controls.of(powerMode, options.governor());
  }

  /** How far a reading lags behind the power it reports, averaging apart. */
  public long readingLagNs() {
    return lag.toNanos() + config.lagNs();
  }
}
