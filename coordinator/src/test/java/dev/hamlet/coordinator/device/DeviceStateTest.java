package dev.hamlet.coordinator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceStateTest {

  @ParameterizedTest
  @EnumSource(DeviceState.class)
  void anyState_mayStay(DeviceState state) {
    assertThat(state.transition(state)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE,RUNNING",
    "RUNNING,SUSPECT",
    "SUSPECT,LOST",
    "LOST,AVAILABLE",
    "QUARANTINED,AVAILABLE"
  })
  void lifeOfADevice_isAllowed(DeviceState from, DeviceState to) {
    assertThat(from.transition(to)).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({"AVAILABLE,LOST", "RUNNING,LOST", "DRAINING,LOST"})
  void shortcut_isRefusedByName(DeviceState from, DeviceState to) {
    assertThatThrownBy(() -> from.transition(to))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(from.word())
        .hasMessageContaining(to.word());
  }

  @ParameterizedTest
  @EnumSource(value = DeviceState.class, mode = EnumSource.Mode.EXCLUDE, names = "RETIRED")
  void retired_endsWhereverItsReleaseFindsTheDevice(DeviceState to) {
    assertThat(DeviceState.RETIRED.transition(to)).isEqualTo(to);
    assertThat(to.transition(DeviceState.RETIRED)).isEqualTo(DeviceState.RETIRED);
  }

  @Test
  void words_areThoseOfTheProtocol() {
    assertThat(DeviceState.words())
        .containsExactly(
            "available", "running", "draining", "suspect", "quarantined", "lost", "retired");
  }
}
