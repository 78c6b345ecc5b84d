package dev.hamlet.coordinator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.ingest.SequenceGate.Answer;
import org.junit.jupiter.api.Test;

class SequenceGateTest {

  private final SequenceGate gate = new SequenceGate(7);

  @Test
  void successiveBatches_areNext() {
    assertThat(gate.accept(8)).isEqualTo(Answer.NEXT);
    assertThat(gate.accept(9)).isEqualTo(Answer.NEXT);
    assertThat(gate.expected()).isEqualTo(10);
  }

  @Test
  void repeats_areDuplicates() {
    assertThat(gate.accept(6)).isEqualTo(Answer.DUPLICATE);
    assertThat(gate.accept(7)).isEqualTo(Answer.DUPLICATE);
    assertThat(gate.accept(8)).isEqualTo(Answer.NEXT);
    assertThat(gate.accept(8)).isEqualTo(Answer.DUPLICATE);
  }

  @Test
  void jumpAtTheStart_isALoss() {
    assertThat(gate.accept(12)).isEqualTo(Answer.NEXT_AFTER_LOSS);
    assertThat(gate.accept(13)).isEqualTo(Answer.NEXT);
  }

  @Test
  void jumpWithinTheStream_isOutOfOrder() {
    gate.accept(8);

    assertThat(gate.accept(10)).isEqualTo(Answer.OUT_OF_ORDER);
    assertThat(gate.expected()).isEqualTo(9);
  }

  @Test
  void jumpAfterARepeat_isOutOfOrder() {
    gate.accept(7);

    assertThat(gate.accept(9)).isEqualTo(Answer.OUT_OF_ORDER);
  }
}
