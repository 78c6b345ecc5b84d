package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.health.AttemptEnd;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.LeaseRecord;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and ends leases: in the store, in the book, for the device and for its agent. Loop only.
 */
final class LeaseKeeper {

  private static final String WOUND_DOWN = "its round in hand was the last";
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final FleetKeeper fleet;
  private final Consumer<LeaseDriver> settled;
  private final LeaseBook book = new LeaseBook();

  /**
   * @param settled called whenever something was worked in that may have brought a lease to its end
   */
  LeaseKeeper(
      CellContext context,
      DeviceRegistry registry,
      FleetKeeper fleet,
      Consumer<LeaseDriver> settled) {
    this.context = context;
    this.registry = registry;
    this.fleet = fleet;
    this.settled = settled;
  }

  /** The leases that are open. */
  LeaseBook book() {
    return book;
  }

  /** A driver for a lease that the store has open; it holds from now on. */
  LeaseDriver open(LeaseRecord record, ActiveExperiment experiment) {
    long expiresNs = context.nowNs() + Lease.DURATION.toNanos();
    CellGroup group = record.group();
    Lease lease = new Lease(record.leaseId(), record.fencingToken(), group, expiresNs);
    LeaseDriver driver = new LeaseDriver(context, experiment, lease, settled);
    book.add(driver);
    registry.leased(group.device(), true);
    experiment.touch(group);
    return driver;
  }

  /** This process did not run for a while: leases hold as if it had just started. */
  void wasAway(Duration away) {
    book.all().forEach(driver -> driver.wasAway(away));
  }

  /** Gives up trials without telemetry, and leases that were not renewed. */
  void tick() {
    book.all().forEach(this::tick);
  }

  private void tick(LeaseDriver driver) {
    driver.tick();
    settled.accept(driver);
    if (driver.isOpen() && driver.isWindingDown() && driver.lease().lapsed(context.nowNs())) {
      release(driver, AttemptOutcome.WITHDRAWN, WOUND_DOWN, true);
    }
    if (driver.isOpen() && driver.lease().lapsed(context.nowNs())) {
      String held = Lease.DURATION.toSeconds() + " s";
      String reason = "the lease lapsed: not renewed for " + held;
      release(driver, AttemptOutcome.INFRASTRUCTURE, reason, true);
      fleet.attemptEnded(
          new AttemptEnd(driver.group().device(), "", AttemptOutcome.INFRASTRUCTURE, reason));
    }
  }

  /**
   * Ends a lease whose group has no cell left to decide, or that the store has ended; does nothing
   * to any other.
   */
  void endIfDone(LeaseDriver driver) {
    if (driver.isFenced() && book.ofDevice(driver.group().device()) == driver) {
      release(driver, AttemptOutcome.WITHDRAWN, "the store has ended the lease", true);
      return;
    }
    if (driver.isOpen() && driver.isWoundDown()) {
      release(driver, AttemptOutcome.WITHDRAWN, WOUND_DOWN, true);
      return;
    }
    if (driver.isOpen() || book.ofDevice(driver.group().device()) != driver) {
      return;
    }
    String reason = "every cell of the group is decided";
    book.forget(driver.group());
    end(driver, AttemptOutcome.FINISHED, reason, false);
    driver.tell(reason, driver.hasWorkOut());
  }

  /** Takes a lease back whose group still has undecided cells. */
  private void release(LeaseDriver driver, AttemptOutcome outcome, String reason, boolean tell) {
    LOG.info("lease {} of {} ends: {}", driver.lease().leaseId(), driver.group(), reason);
    end(driver, outcome, reason, !driver.isWoundDown());
    if (tell) {
      driver.tell(reason, true);
    }
  }

  /** A device may not go on with what it has. */
  void withdraw(String device, String reason) {
    LeaseDriver driver = book.ofDevice(device);
    if (driver != null) {
      release(driver, AttemptOutcome.WITHDRAWN, reason, true);
    }
  }

  /**
   * The agent was started anew within its lease and knows it no longer. Its group goes on at once
   * under a newer lease, so that whatever the earlier life may still send is refused. The board is
   * blamed if the earlier life ended before a single trial.
   */
  AttemptOutcome restarted(LeaseDriver driver) {
    boolean worked = driver.hasProgressed();
    AttemptOutcome outcome = worked ? AttemptOutcome.RESUMED : AttemptOutcome.INFRASTRUCTURE;
    String when = worked ? "and goes on" : "before it had finished a trial";
    release(driver, outcome, "its agent came back without it " + when, false);
    return outcome;
  }

  /** An agent handed its lease back, with nothing in hand: the group rests a while. */
  void handedBack(LeaseDriver driver, AttemptOutcome outcome, String reason) {
    LOG.info("lease {} of {} is back: {}", driver.lease().leaseId(), driver.group(), reason);
    end(driver, outcome, reason, false);
    book.rest(driver.group(), context.nowNs());
  }

  /**
   * Ends all leases of an experiment.
   *
   * @param abort whether agents drop what they are at
   */
  void withdraw(ActiveExperiment experiment, String reason, boolean abort) {
    for (LeaseDriver driver : book.of(experiment)) {
      end(driver, AttemptOutcome.WITHDRAWN, reason, abort);
      driver.tell(reason, abort);
    }
  }

  /** Lets the leases of an experiment end with the rounds in hand. */
  void windDown(ActiveExperiment experiment, String reason) {
    book.of(experiment).forEach(driver -> windDown(driver, reason));
  }

  /** Lets a lease end with the round in hand. */
  void windDown(LeaseDriver driver, String reason) {
    driver.windDown(reason);
    endIfDone(driver);
  }

  private void end(LeaseDriver driver, AttemptOutcome outcome, String reason, boolean cutOff) {
    driver.close(cutOff);
    if (outcome == AttemptOutcome.INFRASTRUCTURE) {
      book.failed(driver);
    }
    driver.experiment().attemptsEnded(driver.group(), outcome);
    driver.experiment().touch(driver.group());
    context.costs().leaseEnded(driver.lease().fencingToken());
    book.remove(driver);
    registry.leased(driver.group().device(), false);
    context.store().endLease(driver.lease().leaseId(), outcome, reason, context.epochMs());
  }
}
