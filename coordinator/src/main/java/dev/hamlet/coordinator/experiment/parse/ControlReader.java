package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Dispatch;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.experiment.file.Timeouts;
import dev.hamlet.coordinator.experiment.schema.ControlKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Sections {@code retry} and {@code timeouts}; {@code priority} and {@code max_parallel}. */
final class ControlReader {

  private ControlReader() {}

  static RetryLimits retry(YamlMap root, NodeReader reader) {
    Optional<YamlMap> retry = ControlKeys.RETRY.in(root, reader);
    RetryLimits limits =
        new RetryLimits(
            ControlKeys.RETRY_INFRASTRUCTURE
                .in(retry, reader)
                .orElse(RetryLimits.DEFAULT.infrastructure()),
            optional(ControlKeys.RETRY_INVALID.in(retry, reader)));
    retry.ifPresent(YamlMap::refuseRest);
    return limits;
  }

  static Timeouts timeouts(YamlMap root, NodeReader reader) {
    Optional<YamlMap> map = ControlKeys.TIMEOUTS.in(root, reader);
    Optional<Duration> experiment = ControlKeys.TIMEOUT_EXPERIMENT.in(map, reader);
    Optional<Duration> limit = ControlKeys.TIME_LIMIT.in(root, reader);
    if (experiment.isPresent() && limit.isPresent()) {
      reader
          .findings()
          .problem(
              root.keyNode(ControlKeys.TIME_LIMIT.name()),
              "time_limit is another word for timeouts.experiment: give one of them");
    }
    Timeouts timeouts =
        new Timeouts(
            ControlKeys.TIMEOUT_TRIAL.in(map, reader),
            ControlKeys.TIMEOUT_CELL.in(map, reader),
            experiment.or(() -> limit));
    map.ifPresent(YamlMap::refuseRest);
    return timeouts;
  }

  static Dispatch dispatch(YamlMap root, NodeReader reader) {
    return new Dispatch(
        ControlKeys.PRIORITY.in(root, reader).orElse(Dispatch.DEFAULT.priority()),
        optional(ControlKeys.MAX_PARALLEL.in(root, reader)),
        ControlKeys.REUSE.in(root, reader).orElse(Dispatch.DEFAULT.reuse()));
  }

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
