package dev.hamlet.coordinator.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which waiting cell groups get a lease now. A pure function of what waits, what is leased,
 * the devices and what past trials say: it changes none of them. What is decided how, and why,
 * stands in docs/scheduling.md.
 *
 * <p>One call takes time in proportion to the idle devices, and near the end of an experiment to
 * those that share what is left of it; not to the backlog.
 */
public final class Scheduler {

  /** With more groups a device than these there is no end in sight. */
  private static final int FEW_PER_DEVICE = 8;

  private final Backlog backlog;
  private final Map<String, IdleDevice> idle;
  private final Predicate<String> works;
  private final Costs costs;
  private final PlacementPass pass;
  private final Lineups lineups;

  private Scheduler(
      Backlog backlog,
      Collection<IdleDevice> idle,
      Predicate<String> works,
      Costs costs,
      long nowNs) {
    this.backlog = backlog;
    this.idle = idle.stream().collect(Collectors.toMap(IdleDevice::name, device -> device));
    this.works = works;
    this.costs = costs;
    this.pass = new PlacementPass(backlog);
    this.lineups = new Lineups(backlog, this::takesPart, costs, nowNs);
  }

  /**
   * The leases to give.
   *
   * @param backlog what waits and what is leased
   * @param idle devices that can take a lease
   * @param works whether a device that holds a lease will go on with it and take another one
   * @param costs how fast devices are
   * @param nowNs coordinator monotonic ns
   * @return no device and no group twice
   */
  public static List<Grant> place(
      Backlog backlog,
      Collection<IdleDevice> idle,
      Predicate<String> works,
      Costs costs,
      long nowNs) {
    return new Scheduler(backlog, idle, works, costs, nowNs).place();
  }

  /** Goes on until nobody takes anything: what one device leaves to another, that one takes. */
  private List<Grant> place() {
    List<IdleDevice> busiestFirst =
        idle.values().stream()
            .sorted(
                Comparator.comparingDouble((IdleDevice device) -> -backlog.secondsOf(device.name()))
                    .thenComparing(IdleDevice::name))
            .toList();
    int before;
    do {
      before = pass.grants().size();
      busiestFirst.stream().filter(pass::isFree).forEach(this::place);
    } while (pass.grants().size() > before);
    return pass.grants();
  }

  private void place(IdleDevice device) {
    backlog.of(device.name()).values().stream()
        .flatMap(Collection::stream)
        .flatMap(pool -> best(pool, device).stream())
        .findFirst()
        .ifPresent(group -> grant(group, device));
  }

  private void grant(OpenGroup group, IdleDevice device) {
    pass.grant(group, device);
    lineups.granted(group, device.name());
  }

  /**
   * What a device takes of a pool: the first that it would be through with by the time when all is
   * done, if it all could be cut at will; if there is none, the first that no other device would be
   * through with sooner. So a slow device leaves to others what it would hold the end up with.
   */
  private Optional<OpenGroup> best(Pool pool, IdleDevice device) {
    if (isEndless(pool)) {
      return groups(pool, device).findFirst();
    }
    Lineup lineup = lineups.of(pool);
    double level = lineup.levelSeconds();
    return groups(pool, device)
        .filter(group -> group.secondsOn(device.name(), costs) <= level)
        .findFirst()
        .or(
            () ->
                groups(pool, device)
                    .filter(group -> isSoonest(group, device.name(), lineup))
                    .findFirst());
  }

  private Stream<OpenGroup> groups(Pool pool, IdleDevice device) {
    return pass.hasRoom(pool.any())
        ? pool.inOrderFor(device).flatMap(like -> like.bestFor(device, pass::isWaiting).stream())
        : Stream.empty();
  }

  private static boolean isEndless(Pool pool) {
    return !pool.isMovable() || pool.size() > FEW_PER_DEVICE * pool.able().size();
  }

  private boolean isSoonest(OpenGroup group, String device, Lineup lineup) {
    return !lineup.isSoonerElsewhere(group, device, group.secondsOn(device, costs));
  }

  /** Who works and is not kept from taking a lease, now or when it is through with its own. */
  private boolean takesPart(String device) {
    IdleDevice here = idle.get(device);
    return here == null ? backlog.isRunning(device) && works.test(device) : pass.isFree(here);
  }
}
