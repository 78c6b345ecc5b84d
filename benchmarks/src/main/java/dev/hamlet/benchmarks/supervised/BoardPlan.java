package dev.hamlet.benchmarks.supervised;

import dev.hamlet.twin.board.ForetoldActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.Cluster;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.Governor;
import dev.hamlet.twin.thermal.Throttling;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a board is to be like for something to happen to it; all times from its start.
 *
 * @param settings the board, with what it does by itself
 * @param turns knobs that others turn
 * @param sleepsAfterNs when it falls asleep
 * @param sleepNs for how long; 0 if it does not
 */
record BoardPlan(TwinSettings settings, List<Turn> turns, long sleepsAfterNs, long sleepNs) {

  private static final double TRIP_BELOW_SHUTDOWN_K = 0.5;
  private static final double RELEASE_BELOW_TRIP_K = 5.5;
  private static final double STOP_BELOW_SHUTDOWN_K = 5;

  /** A turn of knobs. */
  record Turn(long afterNs, UnaryOperator<Controls> change) {}

  static BoardPlan of(SupervisedCell cell, BoardEvent event) {
    long atNs = cell.leadNs() + Math.round(event.atSeconds() * 1e9);
    long forNs = Math.round(event.forSeconds() * 1e9);
    BoardPlan quiet = new BoardPlan(cell.settings(), List.of(), 0, 0);
    double warmC = idleC(cell.settings()) + event.amount() * 1e-3;
    return switch (event.trouble()) {
      case NONE -> quiet;
      case SUSPEND ->
          quiet.with(new Fault(FaultKind.SUSPEND, atNs, forNs, 0)).sleeping(atNs, forNs);
      case POWER_MODE -> quiet.with(new Fault(FaultKind.POWER_MODE, atNs, forNs, event.amount()));
      case THROTTLE -> quiet.with(new Fault(FaultKind.THROTTLE, atNs, forNs, event.amount()));
      case WARM -> quiet.with(Throttling.DEFAULT.withTripC(warmC));
      case TOO_HOT -> quiet.with(stoppingAt(warmC));
      case CLOCK_LIMIT -> quiet.turned(atNs, forNs, all -> limited(all, event.amount()));
      case GOVERNOR -> quiet.turned(atNs, forNs, BoardPlan::following);
    };
  }

  private BoardPlan with(Fault fault) {
    return new BoardPlan(
        settings.with(settings.options().with(List.of(fault))), turns, sleepsAfterNs, sleepNs);
  }

  private BoardPlan with(Throttling throttling) {
    return new BoardPlan(
        settings.with(settings.options().with(throttling)), turns, sleepsAfterNs, sleepNs);
  }

  private BoardPlan sleeping(long atNs, long forNs) {
    return new BoardPlan(settings, turns, atNs, forNs);
  }

  private BoardPlan turned(long atNs, long forNs, UnaryOperator<Controls> change) {
    Controls before = settings.controls();
    return new BoardPlan(
        settings,
        List.of(new Turn(atNs, change), new Turn(atNs + forNs, all -> before)),
        sleepsAfterNs,
        sleepNs);
  }

  private static Controls limited(Controls all, int megahertz) {
    return all.with(Cluster.A57, all.clock(Cluster.A57).withMaxHz(megahertz * 1_000_000L));
  }

  private static Controls following(Controls all) {
    Controls a57 = all.with(Cluster.A57, all.clock(Cluster.A57).with(Governor.SCHEDUTIL));
    return a57.with(Cluster.DENVER, a57.clock(Cluster.DENVER).with(Governor.SCHEDUTIL));
  }

  private static Throttling stoppingAt(double celsius) {
    double shutdownC = celsius + STOP_BELOW_SHUTDOWN_K;
    double tripC = shutdownC - TRIP_BELOW_SHUTDOWN_K;
    return new Throttling(
        tripC,
        tripC - RELEASE_BELOW_TRIP_K,
        shutdownC,
        Throttling.DEFAULT.periodNs(),
        Throttling.DEFAULT.highestState());
  }

  private static double idleC(TwinSettings settings) {
    return new TwinBoard(settings, new ForetoldActivity(), 0).temperatureC();
  }
}
