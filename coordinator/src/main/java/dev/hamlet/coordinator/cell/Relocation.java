package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves groups to another board that will not go on where they are, if one may do the same: their
 * undecided cells begin anew there, since trials of two boards make no one figure. Groups without a
 * trial that counts go wherever the scheduler wants in any case. Loop only.
 */
final class Relocation {

  /** How long a started group waits for a board that is lost or quarantined. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /** The second retry after failures of the board goes to another one. */
  static final int FAILURES = 2;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseBook leases;
  private final OpenWork work;
  private long lookAtNs;

  Relocation(CellContext context, DeviceRegistry registry, LeaseBook leases, OpenWork work) {
    this.context = context;
    this.registry = registry;
    this.leases = leases;
    this.work = work;
    this.lookAtNs = context.nowNs();
  }

  /** The board with least to do that works and may do what is planned for another. */
  Optional<String> instead(ExperimentTerms terms, String device) {
    DeviceRecord planned = registry.description(device).orElse(null);
    return planned == null
        ? Optional.empty()
        : registry.snapshots().stream()
            .map(DeviceSnapshot::description)
            .filter(other -> !other.name().equals(device) && work.works(other.name()))
            .filter(other -> terms.substitutes().may(planned, other))
            .map(DeviceRecord::name)
            .min(
                Comparator.comparingDouble(work.backlog()::secondsOf)
                    .thenComparing(Comparator.naturalOrder()));
  }

  /** Moves a group that nobody has leased; whether there was a board for it. */
  boolean leave(ActiveExperiment experiment, CellGroup group, String reason) {
    LeaseDriver holder = leases.ofDevice(group.device());
    if (holder != null && holder.group().equals(group)) {
      return false;
    }
    Optional<String> target = instead(experiment.terms(), group.device());
    target.ifPresent(
        device -> {
          LOG.info("{} begins anew on device {}: {}", group, device, reason);
          experiment.leave(group, device);
        });
    return target.isPresent();
  }

  /** Moves a cell whose last retry is left: the one before was on this board. */
  void retryElsewhere(LeaseDriver driver, String cellId) {
    ActiveExperiment experiment = driver.experiment();
    CellTrack cell = experiment.cell(cellId);
    if (cell != null && cell.plan().group().equals(driver.group()) && cell.isAtLastTry()) {
      instead(experiment.terms(), driver.group().device())
          .ifPresent(device -> retryOn(driver, cell, device));
    }
  }

  private static void retryOn(LeaseDriver driver, CellTrack cell, String device) {
    LOG.info("cell {} is tried on device {} for the last time", cell.id(), device);
    String reason = "its last retry is on device " + device;
    driver.experiment().leave(cell, device, driver.lease().fencingToken(), reason);
  }

  /** Moves a group whose board has failed it too often in a row. */
  boolean leaveIfFailing(ActiveExperiment experiment, CellGroup group) {
    return leases.failures(group) >= FAILURES
        && leave(experiment, group, "its board has failed it " + FAILURES + " times")
        && forget(group);
  }

  private boolean forget(CellGroup group) {
    leases.forget(group);
    return true;
  }

  /** Moves what its board has failed, and, now and then, what has waited too long. */
  void tick(Collection<ActiveExperiment> running) {
    for (CellGroup group : leases.failing(FAILURES)) {
      running.stream()
          .filter(experiment -> experiment.id().equals(group.experimentId()))
          .forEach(experiment -> leaveIfFailing(experiment, group));
    }
    if (context.nowNs() - lookAtNs >= 0) {
      lookAtNs = context.nowNs() + LOOK_EVERY.toNanos();
      leaveGone(running);
    }
  }

  private void leaveGone(Collection<ActiveExperiment> running) {
    List<String> gone =
        registry.snapshots().stream().filter(this::isGone).map(DeviceSnapshot::device).toList();
    for (ActiveExperiment experiment : gone.isEmpty() ? List.<ActiveExperiment>of() : running) {
      for (CellGroup group : experiment.openGroups()) {
        if (gone.contains(group.device())) {
          leave(experiment, group, "device " + group.device() + " has been away for too long");
        }
      }
    }
  }

  /** The note of a lost device may tell of a ruling that was made while it was heard. */
  private boolean isGone(DeviceSnapshot device) {
    return switch (device.state()) {
      case LOST -> registry.silence(device.device()).compareTo(PATIENCE) >= 0;
      case QUARANTINED -> context.epochMs() - device.note().sinceEpochMs() >= PATIENCE.toMillis();
      case AVAILABLE, RUNNING, DRAINING, SUSPECT, RETIRED -> false;
    };
  }
}
