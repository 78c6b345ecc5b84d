package dev.hamlet.models.variant;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.models.architecture.Zoo;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.training.TrainingPlan;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one model of an experiment file and collects all its problems. */
final class SourceReader {

  private static final String ZOO = "zoo";
  private static final String SEED = "seed";
  private static final String STEPS = "steps";
  private static final String FILE = "file";

  private final String model;
  private final Map<String, ?> members;
  private final Path base;
  private final String place;
  private final List<Problem> problems = new ArrayList<>();

  SourceReader(String model, Map<String, ?> members, Path base, String place) {
    this.model = model;
    this.members = members;
    this.base = base;
    this.place = place;
  }

  ModelSource read() {
    boolean zoo = members.containsKey(ZOO);
    if (zoo == members.containsKey(FILE)) {
      problem("a model has either zoo: NAME or file: PATH");
      throw new InvalidInputException(problems);
    }
    return zoo ? zooModel() : finishedModel();
  }

  private ZooModel zooModel() {
    refuseOthers(Set.of(ZOO, SEED, STEPS));
    String zoo = String.valueOf(members.get(ZOO));
    if (!Zoo.names().contains(zoo)) {
      problem("the zoo has no model \"%s\"; it has %s".formatted(zoo, Zoo.names()));
    }
    long seed = whole(SEED, ZooModel.DEFAULT_SEED, 0, Long.MAX_VALUE);
    long steps = whole(STEPS, ZooModel.DEFAULT_STEPS, 1, TrainingPlan.MAX_STEPS);
    throwProblems();
    return new ZooModel(model, zoo, seed, (int) steps);
  }

  private FinishedModel finishedModel() {
    refuseOthers(Set.of(FILE));
    throwProblems();
    Path path = base.resolve(String.valueOf(members.get(FILE)));
    return new FinishedModel(model, CompressionChain.BASELINE_LABEL, path);
  }

  private long whole(String member, long standard, long min, long max) {
    Object value = members.containsKey(member) ? members.get(member) : (Object) standard;
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    problem("%s is a whole number from %d to %d, not %s".formatted(member, min, max, value));
    return standard;
  }

  private void refuseOthers(Set<String> known) {
    for (String member : members.keySet()) {
      if (!known.contains(member)) {
        problem(
            "unknown key \"%s\" in model %s; known are %s".formatted(member, model, sorted(known)));
      }
    }
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private void problem(String message) {
    problems.add(new Problem(place, message));
  }

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }
}
