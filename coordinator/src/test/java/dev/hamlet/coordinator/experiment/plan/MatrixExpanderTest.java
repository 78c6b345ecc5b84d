package dev.hamlet.coordinator.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.Expansion;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.IncompleteInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MatrixExpanderTest {

  private static final Map<String, List<String>> AXES = axes();

  @Test
  void product_variesTheLastAxisFastest() {
    List<MatrixPoint> points = expand(List.of(), List.of()).points();

    assertThat(points)
        .extracting(point -> point.model() + " " + point.variant() + " " + point.threads())
        .containsExactly(
            "a baseline 1",
            "a baseline 2",
            "a x 1",
            "a x 2",
            "b baseline 1",
            "b baseline 2",
            "b x 1",
            "b x 2");
  }

  @Test
  void exclude_takesOutWhatAgreesWithAllOfAnEntry() {
    List<MatrixPoint> points =
        expand(List.of(Map.of("model", "a", "variant", "x"), Map.of("threads", "2")), List.of())
            .points();

    assertThat(points)
        .extracting(point -> point.model() + " " + point.variant() + " " + point.threads())
        .containsExactly("a baseline 1", "b baseline 1", "b x 1");
  }

  @Test
  void includeWithFurtherValues_extendsThePointsItAgreesWith() {
    List<MatrixPoint> points =
        expand(
                List.of(),
                List.of(
                    Map.of("note", "all"),
                    Map.of("model", "b", "note", "of b"),
                    Map.of("model", "b", "threads", "2", "batch", "8")))
            .points();

    assertThat(points).hasSize(8);
    assertThat(points)
        .filteredOn(point -> point.model().equals("a"))
        .extracting(MatrixPoint::options)
        .containsOnly(Map.of("note", "all"));
    assertThat(points)
        .filteredOn(point -> point.model().equals("b"))
        .extracting(MatrixPoint::options)
        .containsOnly(Map.of("note", "of b"), Map.of("note", "of b", "batch", "8"));
  }

  @Test
  void includeThatWouldChangeAnAxis_isAPointOfItsOwnOnce() {
    Map<String, String> entry = Map.of("model", "a", "variant", "x", "threads", "4");
    List<MatrixPoint> points = expand(List.of(), List.of(entry, entry)).points();

    assertThat(points).hasSize(9);
    assertThat(points.get(8).threads()).isEqualTo(4);
    assertThat(points.get(8).runtime()).isEqualTo("tensorflow");
  }

  @Test
  void includeThatLeavesAnAxisOpen_isIncomplete() {
    Expansion expansion = expand(List.of(), List.of(Map.of("threads", "4")));

    assertThat(expansion.points()).hasSize(8);
    assertThat(expansion.incomplete()).containsExactly(new IncompleteInclude(0, "model"));
  }

  @Test
  void includeOfAnExcludedPoint_bringsItBack() {
    Map<String, String> entry = Map.of("model", "a", "variant", "x", "threads", "1");

    assertThat(expand(List.of(entry), List.of(entry)).points()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyMatrix_hasTheProductOfItsAxesWithoutDuplicates(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<String>> axes = new LinkedHashMap<>();
    Matrix.AXES.forEach(axis -> axes.put(axis, values(random.nextInt(1, 6))));
    IntStream.range(0, random.nextInt(3)).forEach(i -> axes.put("own" + i, values(1 + i)));
    Matrix matrix = new Matrix(axes, Map.of(), List.of(), List.of());

    List<MatrixPoint> points = MatrixExpander.expand(matrix).points();

    long product = axes.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    assertThat(matrix.productSize()).isEqualTo(product);
    assertThat(points).hasSize((int) product).doesNotHaveDuplicates();
  }

  @Test
  void productBeyondTheBound_isRefusedEvenBeyondLong() {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    Matrix.AXES.forEach(axis -> axes.put(axis, values(1000)));
    IntStream.range(0, 5).forEach(i -> axes.put("own" + i, values(1000)));
    Matrix matrix = new Matrix(axes, Map.of(), List.of(), List.of());

    assertThat(matrix.productSize()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> MatrixExpander.expand(matrix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Expansion expand(
      List<Map<String, String>> exclude, List<Map<String, String>> include) {
    return MatrixExpander.expand(new Matrix(AXES, Map.of(), exclude, include));
  }

  private static List<String> values(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }

  private static Map<String, List<String>> axes() {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    axes.put("model", List.of("a", "b"));
    axes.put("variant", List.of("baseline", "x"));
    axes.put("runtime", List.of("tensorflow"));
    axes.put("power_mode", List.of("MAXN"));
    axes.put("threads", List.of("1", "2"));
    return axes;
  }
}
