package dev.hamlet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.proto.v1.DeviceStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownBoardsTest {

  private static final KnownBoards BOARDS =
      KnownBoards.ofStatus(
          List.of(
              status("tx2-1", "available").build(),
              status("tx2-2", "retired").build(),
              status("meter", "available").setAttachedTo("tx2-1").build(),
              status("tx2-3", "lost").build()));

  @Test
  void metersAndRetiredBoards_areNoPlaceForAPlan() {
    assertThat(BOARDS.facts()).extracting(DeviceFacts::name).containsExactly("tx2-1", "tx2-3");
    assertThat(BOARDS.retired().names()).containsExactly("tx2-2");
  }

  @Test
  void refusalThatHasToDoWithDevices_namesWhatWasLeftOut() {
    assertThatThrownBy(() -> refusal("devices.match"))
        .hasMessage(
            "devices.match: no\ndevices: retired and left out: tx2-2;"
                + " `hamlet devices release NAME` brings one back");
    assertThatThrownBy(() -> refusal("matrix.variant")).hasMessage("matrix.variant: no");
  }

  private static void refusal(String place) {
    var unused =
        BOARDS
            .retired()
            .leftOut(
                () -> {
                  throw new InvalidInputException(place, "no");
                });
  }

  private static DeviceStatus.Builder status(String device, String state) {
    return DeviceStatus.newBuilder().setDevice(device).setState(state).setBoard("tx2");
  }
}
