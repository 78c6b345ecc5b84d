package dev.hamlet.coordinator.cell;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.device.StateNote;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.health.CellAxes;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.ExperimentRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The experiments that run, from their submission to their end, and what people see of them. Loop
 * only, except {@link #board()}.
 */
final class ExperimentLife {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** So long after the start it may be that a board which could take over has not come back. */
  private static final Duration FLEET_IS_BACK = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ExperimentLife.class);

  private final CellContext context;
  private final LeaseKeeper leases;
  private final WaitingReasons reasons;
  private final OpenWork work;
  private final Relocation relocation;
  private final DeviceRegistry registry;
  private final Consumer<Set<String>> triedAgain;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Map<String, ActiveExperiment> running = new LinkedHashMap<>();
  private final ExperimentBoard board;
  private Map<String, DeviceState> fleet = Map.of();
  private final long startedNs;
  private long lookAtFleetNs;

  /**
   * No experiments yet.
   *
   * @param triedAgain told the axes of cells that a person has tried again
   * @param termsOf reads the terms from the experiment's file
   */
  ExperimentLife(
      CellContext context,
      LeaseKeeper leases,
      WaitingReasons reasons,
      OpenWork work,
      Relocation relocation,
      DeviceRegistry registry,
      Consumer<Set<String>> triedAgain,
      Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.context = context;
    this.leases = leases;
    this.reasons = reasons;
    this.work = work;
    this.relocation = relocation;
    this.registry = registry;
    this.triedAgain = triedAgain;
    this.termsOf = termsOf;
    this.board = new ExperimentBoard(context.store(), termsOf);
    this.startedNs = context.nowNs();
    this.lookAtFleetNs = startedNs;
  }

  /** What people and metrics see of the experiments. Any thread. */
  ExperimentBoard board() {
    return board;
  }

  /** Those that run, the oldest first. */
  List<ActiveExperiment> running() {
    return List.copyOf(running.values());
  }

  /** One that runs; null if it does not. */
  @Nullable ActiveExperiment running(String experimentId) {
    return running.get(experimentId);
  }

  /** Takes up what an earlier life of the coordinator left unfinished; nothing is published yet. */
  void restore() {
    for (ExperimentRecord record : context.store().experiments()) {
      if (!record.state().hasEnded()) {
        takeUpAgain(record);
      }
    }
  }

  /**
   * Takes up an experiment that was just stored.
   *
   * @return false if it is known or has ended
   */
  boolean submitted(ExperimentRecord record) {
    if (running.containsKey(record.id()) || record.state().hasEnded()) {
      return false;
    }
    publish(takeUp(record));
    return true;
  }

  /**
   * Takes up an experiment whose file and cells have changed in the store. Its leases end: what is
   * under way is repeated, what is stored stays.
   */
  void extended(ExperimentRecord record) {
    ActiveExperiment old = running.remove(record.id());
    if (old != null) {
      leases.withdraw(old, "the experiment was extended", true);
      context.afterCommit().run(old::leave);
    }
    if (!record.state().hasEnded()) {
      ActiveExperiment experiment = takeUp(record);
      publish(experiment);
      finishIfDecided(experiment);
    } else {
      context.afterCommit().run(() -> board.forget(record.id()));
    }
  }

  /**
   * Ends an experiment because a person said so.
   *
   * @return false if it has ended before
   */
  boolean cancel(String experimentId, String reason) {
    ActiveExperiment experiment = running.get(experimentId);
    if (experiment == null) {
      return false;
    }
    experiment.cancel(reason);
    finish(experiment, ExperimentState.CANCELLED, reason, true);
    return true;
  }

  /**
   * Holds an experiment: nothing is granted, rounds in hand end.
   *
   * @return false if it has ended or is paused already
   */
  boolean pause(String experimentId, String reason) {
    ActiveExperiment experiment = running.get(experimentId);
    if (experiment == null || experiment.isPaused()) {
      return false;
    }
    experiment.pause(true, reason);
    leases.windDown(experiment, reason);
    publish(experiment);
    return true;
  }

  /**
   * Lets a paused experiment go on.
   *
   * @return false if it has ended or runs
   */
  boolean resume(String experimentId) {
    ActiveExperiment experiment = running.get(experimentId);
    if (experiment == null || !experiment.isPaused()) {
      return false;
    }
    experiment.pause(false, "");
    publish(experiment);
    return true;
  }

  /**
   * Tries again what has failed: cells that failed, were abandoned or were ended by a time limit.
   *
   * @throws HamletException NOT_FOUND, or PRECONDITION of an experiment that does not go on
   */
  Retried retry(String experimentId) {
    ExperimentRecord record =
        context
            .store()
            .experiment(experimentId)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.NOT_FOUND, "there is no experiment " + experimentId));
    RetryPlan plan = RetryPlan.of(record.id(), termsOf.apply(record), context.store(), this::home);
    if (!plan.cells().isEmpty()) {
      triedAgain.accept(axes(restart(record, plan.cells()), plan.cells()));
    }
    return plan.retried();
  }

  private static Set<String> axes(ActiveExperiment experiment, List<CellRestart> restarts) {
    return restarts.stream()
        .map(restart -> experiment.cell(restart.cellId()))
        .filter(Objects::nonNull)
        .map(cell -> CellAxes.of(cell.plan()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Where a cell of a device is tried again: elsewhere, or nowhere, if that is retired. */
  private Optional<String> home(ExperimentTerms terms, String device) {
    return registry.state(device) == DeviceState.RETIRED
        ? relocation.instead(terms, device)
        : Optional.of(device);
  }

  private ActiveExperiment restart(ExperimentRecord record, List<CellRestart> cells) {
    ActiveExperiment experiment = running.get(record.id());
    if (experiment == null) {
      ExperimentRecord again = context.store().restart(record.id(), cells);
      board.forget(record.id());
      experiment = takeUp(again);
    } else {
      experiment.restart(cells);
      windDownLeasesOf(experiment, cells);
    }
    LOG.info("{} cells of experiment {} are tried again", cells.size(), record.id());
    publish(experiment);
    return experiment;
  }

  /** A lease covers the cells that were open when it was given: one that follows has all. */
  private void windDownLeasesOf(ActiveExperiment experiment, List<CellRestart> cells) {
    Set<CellGroup> groups = new HashSet<>();
    for (CellRestart restart : cells) {
      CellTrack cell = experiment.cell(restart.cellId());
      if (cell != null) {
        groups.add(cell.plan().group());
      }
    }
    for (LeaseDriver driver : leases.book().of(experiment)) {
      if (groups.contains(driver.group())) {
        leases.windDown(driver, "cells of its group are tried again");
      }
    }
  }

  /** Ends what a device still had to do, unless another may do it: the device never will. */
  void abandon(String device, String reason) {
    Verdict abandoned = new Verdict(VerdictState.ABANDONED, reason);
    for (ActiveExperiment experiment : running()) {
      for (CellGroup group : experiment.openGroups()) {
        if (group.device().equals(device) && !relocation.leave(experiment, group, reason)) {
          experiment.openCells(group).forEach(cell -> experiment.decide(cell, abandoned));
        }
      }
      finishIfDecided(experiment);
    }
  }

  /**
   * A trial that was measured is refused, as its lease is over: the next with its number repeats
   * it.
   */
  void lost(String cellId, int trialNumber) {
    context
        .store()
        .cell(cellId)
        .map(record -> running.get(record.plan().group().experimentId()))
        .map(experiment -> experiment.cell(cellId))
        .ifPresent(cell -> cell.lost(trialNumber));
  }

  /** Fails the undecided cells of these axes, on all devices. */
  void blame(String axes, String reason) {
    ActiveExperiment experiment = running.get(CellAxes.experimentId(axes));
    if (experiment == null) {
      return;
    }
    Verdict failed = new Verdict(VerdictState.FAILED, reason);
    experiment.openGroups().stream()
        .flatMap(group -> experiment.openCells(group).stream())
        .filter(cell -> CellAxes.of(cell.plan()).equals(axes))
        .forEach(cell -> experiment.decide(cell, failed));
  }

  /** Cuts off what is over its time limit. */
  void tick() {
    relocation.tick(running());
    lookAtFleet();
    for (ActiveExperiment experiment : running()) {
      if (experiment.isOverdue()) {
        experiment.cutOff();
        finish(experiment, ExperimentState.FINISHED, "time limit: " + experiment.outcome(), true);
      }
    }
  }

  /** What experiments wait for is also a matter of devices that nothing happens on. */
  private void lookAtFleet() {
    if (context.nowNs() - lookAtFleetNs < 0) {
      return;
    }
    lookAtFleetNs = context.nowNs() + LOOK_EVERY.toNanos();
    Map<String, DeviceState> now = new HashMap<>();
    registry.snapshots().forEach(device -> now.put(device.device(), device.state()));
    if (!now.equals(fleet)) {
      fleet = now;
      running.values().forEach(ActiveExperiment::changed);
    }
    if (context.nowNs() - startedNs >= FLEET_IS_BACK.toNanos()) {
      abandonRetired();
    }
  }

  /** An experiment may be planned while a device is retired, or have been before an upgrade. */
  private void abandonRetired() {
    for (DeviceSnapshot device : registry.snapshots()) {
      if (device.state() == DeviceState.RETIRED) {
        StateNote note = device.note();
        String why = note.reason().isEmpty() ? "" : ": " + note.reason();
        abandon(
            device.device(),
            "device %s was retired by %s%s".formatted(device.device(), note.who(), why));
      }
    }
  }

  /** Finishes an experiment whose cells are all decided; does nothing to any other. */
  void finishIfDecided(ActiveExperiment experiment) {
    if (experiment.allDecided() && running.containsKey(experiment.id())) {
      finish(experiment, ExperimentState.FINISHED, experiment.outcome(), false);
    }
  }

  /** Shows all that run as they are now. */
  void publishAll() {
    running.values().forEach(this::publish);
  }

  /** Shows those that run and have changed. */
  void publishChanges() {
    running.values().stream().filter(ActiveExperiment::takeChange).forEach(this::publish);
  }

  private void finish(
      ActiveExperiment experiment, ExperimentState state, String reason, boolean abort) {
    leases.withdraw(experiment, reason, abort);
    experiment.end(state, reason);
    context.afterCommit().run(experiment::leave);
    running.remove(experiment.id());
    experiment.takeChange();
    publish(experiment);
    LOG.info("experiment {} is {}: {}", experiment.id(), state.word(), reason);
  }

  /** An experiment whose file an upgrade no longer reads must not keep the others from running. */
  private void takeUpAgain(ExperimentRecord record) {
    try {
      takeUp(record);
    } catch (InvalidInputException unreadable) {
      LOG.warn("experiment {} cannot go on", record.id(), unreadable);
      String reason = "its file can no longer be read: " + unreadable.getMessage();
      context.store().endExperiment(record.id(), ExperimentState.FAILED, reason, context.epochMs());
    }
  }

  private ActiveExperiment takeUp(ExperimentRecord record) {
    ActiveExperiment experiment =
        new ActiveExperiment(
            context.store(),
            context.log(),
            context.clock(),
            context.wallClock(),
            record,
            termsOf.apply(record));
    running.put(record.id(), experiment);
    experiment.openGroups().forEach(experiment::decideGroup);
    return experiment;
  }

  /** People see only what is durable. */
  private void publish(ActiveExperiment experiment) {
    context
        .afterCommit()
        .run(
            () ->
                board.put(
                    experiment.snapshot(reasons.of(experiment), work.expectedMs(experiment))));
  }
}
