package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.ChannelErrors;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The monitor chips that measure the rails of interest, each with a phase of its own.
 *
 * <p>Threads: one. Nothing allocates after construction.
 */
final class Monitors {

  private final int[] addresses;
  private final Ina3221[] chips;
  private final int[] chipOfRail;
  private final int[] channelOfRail;

  Monitors(TwinSettings settings, long startNs) {
    List<BoardRail> rails = settings.rails();
    this.addresses = rails.stream().mapToInt(BoardRail::chipAddress).sorted().distinct().toArray();
    this.chips = new Ina3221[addresses.length];
    for (int i = 0; i < chips.length; i++) {
      chips[i] = chip(settings, addresses[i], startNs);
    }
    this.chipOfRail = rails.stream().mapToInt(r -> place(r.chipAddress())).toArray();
    this.channelOfRail = rails.stream().mapToInt(BoardRail::channel).toArray();
  }

  List<Integer> addresses() {
    return Arrays.stream(addresses).boxed().toList();
  }

  Ina3221 chip(int address) {
    return chips[place(address)];
  }

  /** The chip whose conversion ends next. */
  Ina3221 next() {
    Ina3221 next = chips[0];
    for (int i = 1; i < chips.length; i++) {
      next = chips[i].conversionEndNs() < next.conversionEndNs() ? chips[i] : next;
    }
    return next;
  }

  void skipRounds(long untilNs) {
    for (Ina3221 chip : chips) {
      chip.skipRounds(untilNs);
    }
  }

  void freeze(boolean on) {
    for (Ina3221 chip : chips) {
      chip.freeze(on);
    }
  }

  boolean ready() {
    for (Ina3221 chip : chips) {
      if (!chip.ready()) {
        return false;
      }
    }
    return true;
  }

  long milliwatts(int rail) {
    return chips[chipOfRail[rail]].milliwatts(channelOfRail[rail]);
  }

  long conversions() {
    return Arrays.stream(chips).mapToLong(Ina3221::conversions).sum();
  }

  private int place(int address) {
    return Arrays.binarySearch(addresses, address);
  }

  /** Errors are drawn for all channels, so that they do not depend on which are read. */
  private static Ina3221 chip(TwinSettings settings, int address, long startNs) {
    SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + address);
    List<BoardRail> channels = new ArrayList<>();
    List<ChannelErrors> errors = new ArrayList<>();
    for (BoardRail rail : BoardRail.values()) {
      if (rail.chipAddress() == address) {
        ChannelErrors drawn =
            settings.sensorErrors() ? settings.options().sensor().draw(random) : ChannelErrors.NONE;
        if (settings.rails().contains(rail)) {
          channels.add(rail);
          errors.add(drawn);
        }
      }
    }
    long phaseNs = random.nextLong(settings.config().roundNs());
    return new Ina3221(settings.config(), channels, errors, startNs, phaseNs, random.nextLong());
  }
}
