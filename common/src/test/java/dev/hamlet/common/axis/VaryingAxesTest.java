package dev.hamlet.common.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaryingAxesTest {

  private static final CellAxes ON = cell(1, Map.of("optimizer", "on"));
  private static final CellAxes OFF = cell(1, Map.of("optimizer", "off"));

  @Test
  void cellsThatDifferOnlyInAUsersAxis_areToldApartByItAlone() {
    VaryingAxes axes = VaryingAxes.among(List.of(ON, OFF, ON));

    assertThat(axes.names()).containsExactly("optimizer");
    assertThat(axes.label(OFF)).isEqualTo("optimizer=off");
    assertThat(axes.shared(OFF))
        .isEqualTo("runtime=tensorflow, threads=1, power_mode=MAXN, input=3");
  }

  @Test
  void axisThatOnlyOneCellHas_varies() {
    CellAxes bare = cell(1, Map.of());

    assertThat(VaryingAxes.among(List.of(ON, bare)).names()).containsExactly("optimizer");
    assertThat(VaryingAxes.among(List.of(bare, ON)).names()).containsExactly("optimizer");
    assertThat(VaryingAxes.among(List.of(bare, ON)).suffix(bare)).isEmpty();
  }

  @Test
  void severalAxes_keepTheirOrder() {
    VaryingAxes axes = VaryingAxes.among(List.of(OFF, cell(2, Map.of("optimizer", "on"))));

    assertThat(axes.suffix(OFF)).isEqualTo(", threads=1, optimizer=off");
  }

  @Test
  void equalCellsOrNone_varyInNothing() {
    assertThat(VaryingAxes.among(List.of(ON, ON)).isEmpty()).isTrue();
    assertThat(VaryingAxes.among(List.of()).isEmpty()).isTrue();
  }

  private static CellAxes cell(int threads, Map<String, String> options) {
    return CellAxes.of("tensorflow", threads, "MAXN", "", 3, options);
  }
}
