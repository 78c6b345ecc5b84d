package dev.hamlet.coordinator.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.store.StoreValues;
import dev.hamlet.coordinator.store.trace.TraceExport;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.store.trace.TrialTimeline;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTablesTest {

  @TempDir private Path folder;
  private SqliteResultStore store;
  private TraceStore traces;
  private long token;

  @BeforeEach
  void open() {
    store = SqliteResultStore.open(folder.resolve("hamlet.db"));
    traces = store.traces();
    store.submit(StoreValues.EXPERIMENT, StoreValues.VARIANTS, StoreValues.CELLS);
    token = store.grantLease(StoreValues.lease("lease-1", 60)).fencingToken();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void trials_areNumberedAsTheyWereStored() {
    assertThat(traces.newest()).isZero();
    store.saveTrial(StoreValues.trial("cell-b", 1, token));
    store.saveTrial(StoreValues.trial("cell-a", 1, token));
    store.saveTrial(StoreValues.trial("cell-a", 2, token));

    List<TracedTrial> trials = traces.trials("e-1");
    assertThat(trials)
        .extracting(TracedTrial::cellId)
        .containsExactly("cell-b", "cell-a", "cell-a");
    assertThat(trials).isSortedAccordingTo(Comparator.comparing(TracedTrial::number));
    TracedTrial second = trials.get(1);
    assertThat(second.device()).isEqualTo("twin-1");
    assertThat(second.bootId()).isEqualTo("boot-1");
    assertThat(second.fencingToken()).isEqualTo(token);
    assertThat(second.model() + "/" + second.variant()).isEqualTo("lenet/baseline");
    assertThat(second.valid()).isTrue();
    assertThat(traces.newest()).isEqualTo(trials.get(2).number());
    assertThat(traces.trialsAfter("e-1", second.number(), 5)).containsExactly(trials.get(2));
    assertThat(traces.trialsAfter("e-1", 0, 2)).hasSize(2);
    assertThat(traces.validAfter("e-1", second.number())).isOne();
    assertThat(traces.trials("another")).isEmpty();
  }

  @Test
  void export_beginsWithTheNextTrialAndGoesOnWhereItWas() {
    store.saveTrial(StoreValues.trial("cell-b", 1, token));
    traces.saveExport("e-1", "http://a/w", List.of());
    long from = traces.newest();
    assertThat(traces.exports())
        .containsExactly(new TraceExport("e-1", "http://a/w", List.of(), from));

    traces.saveExported("e-1", from + 5);
    traces.saveExported("e-1", from + 2);
    traces.saveExport("e-1", "http://b/w", List.of("VDD_IN"));
    assertThat(traces.exports())
        .containsExactly(new TraceExport("e-1", "http://b/w", List.of("VDD_IN"), from + 5));

    traces.endExport("e-1");
    assertThat(traces.exports()).isEmpty();
  }

  @Test
  void timeline_isDecidedOnce() {
    TrialTimeline first = new TrialTimeline("cell-a", 1, 10, 20, 1_000, 1_010, 3);
    assertThat(traces.timeline("cell-a", 1)).isEmpty();
    assertThat(traces.saveTimeline(first)).isEqualTo(first);
    TrialTimeline other = new TrialTimeline("cell-a", 1, 10, 20, 5_000, 5_010, 3);
    assertThat(traces.saveTimeline(other)).isEqualTo(first);
    assertThat(traces.timeline("cell-a", 1)).contains(first);
  }
}
