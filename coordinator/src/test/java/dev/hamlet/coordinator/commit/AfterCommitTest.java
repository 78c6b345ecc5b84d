package dev.hamlet.coordinator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterCommitTest {

  private final List<String> seen = new ArrayList<>();
  private Runnable commit = () -> seen.add("commit");
  private final AfterCommit afterCommit =
      new AfterCommit(
          calls -> {
            calls.run();
            commit.run();
          });

  @Test
  void withinABatch_effectsWaitForTheCommitInTheirOrder() {
    afterCommit.batch(
        () -> {
          effect("one");
          seen.add("event");
          effect("two");
        });

    assertThat(seen).containsExactly("event", "commit", "one", "two");
  }

  @Test
  void outsideOfABatch_effectsHappenAtOnce() {
    effect("one");

    assertThat(seen).containsExactly("one");
  }

  @Test
  void effectOfAnEffect_comesAfterThoseBefore() {
    afterCommit.batch(
        () -> {
          afterCommit.run(
              () -> {
                seen.add("one");
                effect("three");
              });
          effect("two");
        });

    assertThat(seen).containsExactly("commit", "one", "two", "three");
  }

  @Test
  void effectThatFails_keepsNoOtherBack() {
    afterCommit.batch(
        () -> {
          afterCommit.run(
              () -> {
                throw new IllegalStateException("on purpose");
              });
          effect("two");
        });

    assertThat(seen).containsExactly("commit", "two");
  }

  @Test
  void commitThatFails_dropsEveryEffectAndSaysSo() {
    commit =
        () -> {
          throw new IllegalStateException("the disk is full");
        };

    assertThatThrownBy(() -> afterCommit.batch(() -> effect("one"))).hasMessage("the disk is full");

    commit = () -> seen.add("commit");
    afterCommit.batch(() -> effect("two"));
    assertThat(seen).containsExactly("commit", "two");
  }

  private void effect(String name) {
    afterCommit.run(() -> seen.add(name));
  }
}
