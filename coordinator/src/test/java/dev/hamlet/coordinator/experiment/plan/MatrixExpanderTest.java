package dev.hamlet.coordinator.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.Expansion;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.IncompleteInclude;
import java.util.ArrayList;
import java.util.HashMap;
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

  /**
   * The rules in their own words, point by point: a product, minus exclude; include extends what it
   * does not contradict, the axes of the product alone deciding, or is a point of its own.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyExcludeAndInclude_isWhatTheRulesSayPointByPoint(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<String>> axes = new LinkedHashMap<>(AXES);
    axes.put("batch", values(random.nextInt(1, 4)));
    List<Map<String, String>> exclude = entries(random, axes, 0.35, false);
    List<Map<String, String>> include = entries(random, axes, 0.6, true);

    Expansion expansion = MatrixExpander.expand(new Matrix(axes, Map.of(), exclude, include));

    assertThat(expansion.points().stream().map(MatrixExpanderTest::asMap).toList())
        .as("seed %d, exclude %s, include %s", seed, exclude, include)
        .isEqualTo(byTheRules(axes, exclude, include));
  }

  private static List<Map<String, String>> byTheRules(
      Map<String, List<String>> axes,
      List<Map<String, String>> exclude,
      List<Map<String, String>> include) {
    List<Map<String, String>> product = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      List<Map<String, String>> next = new ArrayList<>();
      for (Map<String, String> point : product) {
        for (String value : axis.getValue()) {
          Map<String, String> more = new HashMap<>(point);
          more.put(axis.getKey(), value);
          next.add(more);
        }
      }
      product = next;
    }
    List<Map<String, String>> original =
        product.stream()
            .filter(
                point ->
                    exclude.stream().noneMatch(out -> point.entrySet().containsAll(out.entrySet())))
            .toList();
    List<Map<String, String>> points = new ArrayList<>();
    original.forEach(point -> points.add(new HashMap<>(point)));
    for (Map<String, String> entry : include) {
      boolean extended = false;
      for (int i = 0; i < original.size(); i++) {
        Map<String, String> point = original.get(i);
        if (entry.entrySet().stream()
            .allMatch(
                one -> one.getValue().equals(point.getOrDefault(one.getKey(), one.getValue())))) {
          points.get(i).putAll(entry);
          extended = true;
        }
      }
      if (!extended && axes.keySet().stream().allMatch(axis -> decided(axis, axes, entry))) {
        Map<String, String> own = new HashMap<>(entry);
        axes.forEach((axis, values) -> own.putIfAbsent(axis, values.get(0)));
        if (!points.subList(original.size(), points.size()).contains(own)) {
          points.add(own);
        }
      }
    }
    return points;
  }

  private static boolean decided(
      String axis, Map<String, List<String>> axes, Map<String, String> entry) {
    return entry.containsKey(axis) || axes.getOrDefault(axis, List.of()).size() == 1;
  }

  private static List<Map<String, String>> entries(
      SplittableRandom random, Map<String, List<String>> axes, double share, boolean include) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Map<String, String> entry = new HashMap<>();
      axes.forEach(
          (axis, values) -> {
            if (random.nextDouble() < share) {
              int index = random.nextInt(values.size() + (include ? 1 : 0));
              entry.put(axis, index < values.size() ? values.get(index) : "9");
            }
          });
      if (include && random.nextBoolean()) {
        entry.put("note", "n" + random.nextInt(3));
      }
      if (!entry.isEmpty()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Map<String, String> asMap(MatrixPoint point) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < point.names().size(); i++) {
      map.put(point.names().get(i), point.values().get(i));
    }
    return map;
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
