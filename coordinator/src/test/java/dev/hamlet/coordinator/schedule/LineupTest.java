package dev.hamlet.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.coordinator.schedule.Lineup.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineupTest {

  @Test
  void level_isWhenAllAreThroughTogether() {
    List<Place> places = List.of(new Place("a", 0, 1), new Place("b", 20, 2));

    // T + (T - 20) / 2 = 50.
    assertThat(new Lineup(places, 50).levelSeconds()).isCloseTo(40, within(1e-9));
  }

  @Test
  void deviceThatIsNotFreeByThen_hasNoPart() {
    List<Place> places = List.of(new Place("a", 0, 1), new Place("b", 60, 2));

    assertThat(new Lineup(places, 50).levelSeconds()).isEqualTo(50);
  }

  @Test
  void nobodyThere_neverIsDone() {
    assertThat(new Lineup(List.of(), 50).levelSeconds()).isInfinite();
  }

  @Test
  void anyFleet_doesExactlyTheWorkByTheLevel() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        places.add(new Place("d" + i, 100 * random.nextDouble(), 0.5 + random.nextDouble()));
      }
      double work = 2000 * random.nextDouble();
      double level = new Lineup(places, work).levelSeconds();

      double done =
          places.stream()
              .mapToDouble(place -> Math.max(0, level - place.freeSeconds()) / place.pace())
              .sum();
      assertThat(done).as("seed %d", seed).isCloseTo(work, within(1e-6));
    }
  }
}
