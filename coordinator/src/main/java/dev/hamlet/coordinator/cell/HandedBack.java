package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.LeaseReturn.Cause;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.health.AttemptEnd;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.store.AttemptOutcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows when an agent hands a lease back. If its board cannot go on before a single trial,
 * that is a failure of the device, and the group goes elsewhere as after other failures: a board
 * that hands back whatever it gets must not use up the work of the others. What two boards hand
 * back twice each, or the only board three times, fails itself. An agent that stops says nothing of
 * board or group. Loop only; forgets with its process.
 */
final class HandedBack {

  private static final int PER_BOARD = 2;
  private static final int BOARDS = 2;
  private static final int ON_THE_ONLY_BOARD = 3;
  private static final int IN_A_ROW = 3;

  private final DeviceRegistry registry;
  private final LeaseKeeper leases;
  private final FleetKeeper fleet;
  private final Relocation relocation;
  private final Map<CellGroup, Map<String, InVain>> inVain = new HashMap<>();

  /** How often a board handed a group back without a trial, and why it did last. */
  private record InVain(int times, String reason) {

    private InVain again(InVain next) {
      return new InVain(times + 1, next.reason());
    }
  }

  HandedBack(
      DeviceRegistry registry, LeaseKeeper leases, FleetKeeper fleet, Relocation relocation) {
    this.registry = registry;
    this.leases = leases;
    this.fleet = fleet;
    this.relocation = relocation;
  }

  /** One that was to wind down ends as soon as what was reported is worked in. */
  void returned(LeaseDriver driver, LeaseReturn report) {
    if (driver.isWindingDown()) {
      driver.letGo();
    } else if (driver.hasProgressed() || !isFailure(driver.group().device(), report.cause())) {
      inVain.remove(part(driver));
      leases.handedBack(driver, AttemptOutcome.WITHDRAWN, report.reason());
    } else {
      failed(driver, report.reason());
    }
  }

  /** Agents of earlier versions do not say why, but that they are about to stop. */
  private boolean isFailure(String device, Cause cause) {
    return switch (cause) {
      case BOARD_FAILS -> true;
      case AGENT_STOPS, LEASE_ENDED -> false;
      case UNKNOWN -> !registry.isStopping(device);
    };
  }

  private void failed(LeaseDriver driver, String reason) {
    String device = driver.group().device();
    AttemptOutcome outcome = AttemptOutcome.INFRASTRUCTURE;
    leases.handedBack(driver, outcome, reason);
    fleet.attemptEnded(new AttemptEnd(device, "", outcome, reason));
    boolean keepsFailing = fleet.health().failuresInARow(device) >= IN_A_ROW;
    if (keepsFailing && fleet.health().mayWork(device)) {
      registry.concerning(device, reason); // held back: it is not quarantined, but must not go on
    }
    Map<String, InVain> boards = inVain.computeIfAbsent(part(driver), key -> new LinkedHashMap<>());
    boards.merge(device, new InVain(1, reason), InVain::again);
    blame(driver, boards).ifPresent(sentence -> fail(driver, sentence));
  }

  private Optional<String> blame(LeaseDriver driver, Map<String, InVain> boards) {
    String device = driver.group().device();
    List<Map.Entry<String, InVain>> often =
        boards.entrySet().stream().filter(one -> one.getValue().times() >= PER_BOARD).toList();
    if (often.size() >= BOARDS) {
      return Optional.of(
          often.stream()
              .map(one -> one.getKey() + " (" + one.getValue().reason() + ")")
              .collect(Collectors.joining(" and by ", "handed back without a trial by ", "")));
    }
    InVain here = boards.getOrDefault(device, new InVain(0, ""));
    boolean waitsForNothing =
        here.times() >= ON_THE_ONLY_BOARD
            && fleet.health().mayWork(device)
            && relocation.instead(driver.experiment().terms(), device).isEmpty();
    return waitsForNothing
        ? Optional.of(
            "its agent handed the lease back %d times: %s".formatted(here.times(), here.reason()))
        : Optional.empty();
  }

  private void fail(LeaseDriver driver, String sentence) {
    ActiveExperiment experiment = driver.experiment();
    Verdict failed = new Verdict(VerdictState.FAILED, sentence);
    experiment.openCells(driver.group()).forEach(cell -> experiment.decide(cell, failed));
    inVain.remove(part(driver));
    leases.book().forget(driver.group());
  }

  /** Cells that other boards may measure are the same part on all of them. */
  private CellGroup part(LeaseDriver driver) {
    CellGroup group = driver.group();
    boolean shared =
        registry
            .description(group.device())
            .filter(device -> driver.experiment().terms().substitutes().may(device, device))
            .isPresent();
    return shared ? group.on("") : group;
  }
}
