package dev.hamlet.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.models.dataset.Stroke.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {

  @Test
  void distance_isPerpendicularBesideTheLineAndToItsEndBeyond() {
    Point from = new Point(0, 0);
    Point to = new Point(10, 0);

    assertThat(Canvas.distance(4, 3, from, to)).isEqualTo(3);
    assertThat(Canvas.distance(13, 4, from, to)).isEqualTo(5);
    assertThat(Canvas.distance(3, 4, from, from)).isEqualTo(5);
  }

  @Test
  void levelLine_inksItsRowFullyAndItsNeighboursByTheirCover() {
    Canvas canvas = new Canvas(5);

    // Through the middles of row 2, half width 0.75: neighbours at distance 1 are covered by 0.25.
    canvas.draw(List.of(new Point(-1, 2.5), new Point(6, 2.5)), 0.75, 0.8);

    float[] pixels = canvas.pixels();
    for (int column = 0; column < 5; column++) {
      assertThat(pixels[2 * 5 + column]).isEqualTo(0.8f);
      assertThat(pixels[5 + column]).isCloseTo(0.2f, within(1e-6f));
      assertThat(pixels[column]).isZero();
    }
  }
}
