package dev.hamlet.coordinator.store.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.store.fleet.HealthEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link FleetStore} keeps. */
public abstract class FleetStoreContract {

  /** An empty store. */
  protected abstract FleetStore open();

  @Test
  void standing_isReplaced() {
    FleetStore store = open();
    Ruling drain = Ruling.openEnded(Ruling.Kind.DRAINED, "mia", "its fan rattles", 1_000);
    Ruling reservation = new Ruling(Ruling.Kind.RESERVED, "ben", "", 2_000, 9_000);
    store.saveStanding(DeviceStanding.free("b"));
    store.saveStanding(DeviceStanding.free("a").byPerson(drain));
    store.saveStanding(DeviceStanding.free("a").byPerson(drain).reserved(reservation));

    assertThat(store.standings())
        .containsExactly(
            new DeviceStanding("a", drain, null, reservation), DeviceStanding.free("b"));
  }

  @Test
  void events_areKeptInOrderAndForgottenByAge() {
    FleetStore store = open();
    HealthEvent one = new HealthEvent(1_000, Kind.FAILED, "a", "e|x", "worker died");
    HealthEvent two = new HealthEvent(2_000, Kind.CELL_BLAMED, "", "e|x", "");
    HealthEvent three = new HealthEvent(2_000, Kind.FORGIVEN, "a", "e|x", "");
    store.addEvent(one, 0);
    store.addEvent(two, 0);
    store.addEvent(three, 0);
    assertThat(store.events()).containsExactly(one, two, three);

    HealthEvent four = new HealthEvent(3_000, Kind.RELEASED, "a", "", "");
    store.addEvent(four, 1_500);
    assertThat(store.events()).containsExactly(two, three, four);
  }

  @Test
  void goldenModel_isOneAndReplaced() {
    FleetStore store = open();
    assertThat(store.golden()).isEmpty();
    store.saveGolden(new GoldenModel("old", "a1", "i1", "tensorflow", "mia", 1_000));
    GoldenModel next = new GoldenModel("lenet", "a2", "i1", "tensorflow", "ben", 2_000);
    store.saveGolden(next);

    assertThat(store.golden()).contains(next);
  }

  @Test
  void checks_areFoundByDevice_theNewestFirst() {
    FleetStore store = open();
    GoldenCheck one = check("a", 1_000);
    GoldenCheck two =
        new GoldenCheck(
            "a", "g", 2_000, GoldenCheck.Outcome.PASSED, "ok", 5, 0.1, 0.01, 2, 0.2, 0.1, 2);
    store.addCheck(one);
    store.addCheck(check("b", 1_500));
    store.addCheck(two);

    assertThat(store.checks("a", 10)).containsExactly(two, one);
    assertThat(store.checks("a", 1)).containsExactly(two);
  }

  @Test
  void tokens_grow() {
    FleetStore store = open();
    long first = store.takeToken();

    assertThat(store.takeToken()).isGreaterThan(first);
  }

  @Test
  void logs_areReplacedByLeaseAndCell_andForgottenByAge() {
    FleetStore store = open();
    AttemptLog first = log(7, 1_000, "one");
    AttemptLog again = log(7, 1_100, "two");
    AttemptLog other = log(9, 2_000, "three");
    store.saveLog(first, 0);
    store.saveLog(again, 0);
    store.saveLog(other, 0);
    assertThat(store.logs("cell-a")).containsExactly(again, other);

    store.saveLog(log(11, 3_000, "four"), 1_500);
    assertThat(store.logs("cell-a"))
        .extracting(AttemptLog::text)
        .isEqualTo(List.of("three", "four"));
  }

  private static AttemptLog log(long token, long epochMs, String text) {
    return new AttemptLog(token, "cell-a", "a", epochMs, "worker died", text);
  }

  private static GoldenCheck check(String device, long epochMs) {
    return GoldenCheck.without(
        device, "g", epochMs, GoldenCheck.Outcome.INCONCLUSIVE, "the link broke");
  }
}
