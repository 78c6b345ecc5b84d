package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.InputChoice;
import dev.hamlet.coordinator.experiment.schema.InputKeys;
import java.util.Optional;

/** Section {@code inputs}. */
final class InputsReader {

  private static final InputChoice NONE = new InputChoice("", 1, 1, 0);

  private InputsReader() {}

  static InputChoice read(YamlMap root, NodeReader reader) {
    return InputKeys.INPUTS.in(root, reader).map(map -> inputs(map, reader)).orElse(NONE);
  }

  private static InputChoice inputs(YamlMap map, NodeReader reader) {
    String set = InputKeys.SET.in(map, reader).orElse("");
    Optional<YamlMap> measure = InputKeys.MEASURE.in(map, reader);
    Optional<YamlMap> evaluate = InputKeys.EVALUATE.in(map, reader);
    InputChoice choice =
        new InputChoice(
            set,
            measure
                .flatMap(it -> InputKeys.MEASURE_COUNT.in(it, reader, "count of measured inputs"))
                .orElse(1),
            InputKeys.MEASURE_SEED.in(measure, reader).orElse(1L),
            evaluate
                .flatMap(
                    it ->
                        InputKeys.EVALUATE_COUNT.in(
                            it, reader, "count of evaluated inputs (or the word all)"))
                .orElse(0));
    measure.ifPresent(YamlMap::refuseRest);
    evaluate.ifPresent(YamlMap::refuseRest);
    map.refuseRest();
    return choice;
  }
}
