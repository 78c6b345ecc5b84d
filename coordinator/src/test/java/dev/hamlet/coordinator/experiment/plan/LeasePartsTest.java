package dev.hamlet.coordinator.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeasePartsTest {

  private static final LeaseParts PARTS =
      new LeaseParts(
          ExperimentFileParser.parse(
              "file.yaml",
              """
              apiVersion: hamlet/v1
              kind: Experiment
              metadata: {name: parts}
              models: {lenet: {zoo: lenet}}
              inputs: {set: digits-test}
              matrix: {variant: [baseline]}
              profile: demo
              """));

  @Test
  void fewCells_areOnePart() {
    assertThat(PARTS.cut(points(16, 4), 1)).hasSize(1);
  }

  @Test
  void manyCells_arePartsThatTearNothingApartThatIsCompared() {
    List<MatrixPoint> points = points(100, 3);

    List<List<MatrixPoint>> parts = PARTS.cut(points, 2);

    // 64 cells are 32 points: 10 blocks of 3 points each.
    assertThat(parts).hasSize(10).allSatisfy(part -> assertThat(part).hasSize(30));
    assertThat(parts.stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(points);
    for (List<MatrixPoint> part : parts) {
      assertThat(PARTS.blocks(part)).allSatisfy(block -> assertThat(block).hasSize(3));
    }
  }

  @Test
  void blockBeyondTheBound_staysWhole() {
    assertThat(PARTS.cut(points(2, 70), 1))
        .hasSize(2)
        .allSatisfy(part -> assertThat(part).hasSize(70));
  }

  private static List<MatrixPoint> points(int models, int variants) {
    List<MatrixPoint> points = new ArrayList<>();
    for (int variant = 0; variant < variants; variant++) {
      for (int model = 0; model < models; model++) {
        points.add(
            new MatrixPoint(List.of("model", "variant"), List.of("m" + model, "v" + variant)));
      }
    }
    return points;
  }
}
