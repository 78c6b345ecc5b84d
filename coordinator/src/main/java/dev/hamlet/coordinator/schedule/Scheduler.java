package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which waiting cell groups get a lease now. A pure function of what waits, what is leased,
 * the devices and what past trials say: it changes none of them. What is decided how, and why,
 * stands in docs/scheduling.md.
 *
 * <p>One call takes time in proportion to the idle devices and to what waits for these, not to the
 * fleet or to the backlog.
 */
public final class Scheduler {

  private final Backlog backlog;
  private final Predicate<String> works;
  private final Costs costs;
  private final PlacementPass pass;

  private Scheduler(Backlog backlog, Predicate<String> works, Costs costs) {
    this.backlog = backlog;
    this.works = works;
    this.costs = costs;
    this.pass = new PlacementPass(backlog);
  }

  /**
   * The leases to give.
   *
   * @param backlog what waits and what is leased
   * @param idle devices that can take a lease
   * @param works whether a device will go on with what waits for it: idle or busy, neither lost nor
   *     kept from work
   * @param costs what groups take on other devices than their own
   * @return no device and no group twice
   */
  public static List<Grant> place(
      Backlog backlog, Collection<IdleDevice> idle, Predicate<String> works, Costs costs) {
    return new Scheduler(backlog, works, costs).place(idle);
  }

  private List<Grant> place(Collection<IdleDevice> idle) {
    List<IdleDevice> busiestFirst =
        idle.stream()
            .sorted(
                Comparator.comparingDouble((IdleDevice device) -> -backlog.secondsOf(device.name()))
                    .thenComparing(IdleDevice::name))
            .toList();
    for (IdleDevice device : busiestFirst) {
      OpenGroup own = own(device);
      OpenGroup better = backlog.movable().isEmpty() ? null : elsewhere(device, own);
      grant(device, own != null && better == null ? own : null);
    }
    for (IdleDevice device : busiestFirst) {
      if (!backlog.movable().isEmpty() && !pass.hasGrant(device.name())) {
        grant(device, elsewhere(device, null));
        if (!pass.hasGrant(device.name())) {
          grant(device, own(device));
        }
      }
    }
    return pass.grants();
  }

  private void grant(IdleDevice device, @Nullable OpenGroup group) {
    if (group != null) {
      pass.grant(group, device, costs);
    }
  }

  /** The best of what is planned for a device. */
  private @Nullable OpenGroup own(IdleDevice device) {
    if (!pass.isFree(device)) {
      return null;
    }
    for (Map<CellGroup, OpenGroup> equals : backlog.of(device.name()).values()) {
      OpenGroup best =
          equals.values().stream().filter(pass::mayRun).min(GroupOrder.on(device)).orElse(null);
      if (best != null) {
        return best;
      }
    }
    return null;
  }

  /**
   * The best of what is planned for other devices and would be done earlier here: of the best rank,
   * and better than {@code own}; from the device with most work before it, or one that does not
   * work; of its groups the longest.
   */
  private @Nullable OpenGroup elsewhere(IdleDevice device, @Nullable OpenGroup own) {
    if (!pass.isFree(device)) {
      return null;
    }
    for (Map.Entry<ExperimentRank, Map<String, Map<CellGroup, OpenGroup>>> entry :
        backlog.movable().entrySet()) {
      if (own != null && entry.getKey().compareTo(own.rank()) >= 0) {
        return null;
      }
      OpenGroup best = fromBusiest(device, entry.getValue());
      if (best != null) {
        return best;
      }
    }
    return null;
  }

  private @Nullable OpenGroup fromBusiest(
      IdleDevice device, Map<String, Map<CellGroup, OpenGroup>> homes) {
    OpenGroup best = null;
    double most = 0;
    for (Map.Entry<String, Map<CellGroup, OpenGroup>> home : homes.entrySet()) {
      double before = secondsBefore(home.getKey());
      if (before > most && !home.getKey().equals(device.name())) {
        OpenGroup found = longest(device, home.getValue().values(), before);
        if (found != null) {
          best = found;
          most = before;
        }
      }
    }
    return best;
  }

  private double secondsBefore(String home) {
    return works.test(home) ? pass.secondsOf(home) : Double.POSITIVE_INFINITY;
  }

  private @Nullable OpenGroup longest(
      IdleDevice device, Collection<OpenGroup> groups, double before) {
    return groups.stream()
        .filter(group -> group.elsewhere().contains(device.name()) && pass.mayRun(group))
        .filter(group -> costs.secondsOn(group, device.name()) < before)
        .min(GroupOrder.on(device))
        .orElse(null);
  }
}
