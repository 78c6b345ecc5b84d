package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.ScenarioFileParser;
import dev.hamlet.benchmarks.scenario.StandardScenarios;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Simulates cells whose truth is known and prints how right the figures are. */
public final class AccuracyMain {

  private AccuracyMain() {}

  /** Exit code 0; 2 for wrong arguments or a wrong file of scenarios. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      AccuracyArguments parsed = AccuracyArguments.parse(arguments);
      run(parsed, scenarios(parsed));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(AccuracyArguments.USAGE);
      System.exit(2);
    } catch (InvalidInputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(AccuracyArguments arguments, List<Scenario> scenarios)
      throws IOException, InterruptedException {
    AccuracyRun run =
        new AccuracyRun(
            arguments.preset(), arguments.seed(), new SystemClock(), System.err::println);
    List<ScenarioFigures> figures = run.measure(scenarios);
    System.out.print(AccuracyTable.of(figures));
    if (arguments.json() != null) {
      Files.writeString(
          arguments.json(),
          AccuracyJson.of(arguments.preset(), arguments.seed(), run.tookSeconds(), figures));
    }
  }

  private static List<Scenario> scenarios(AccuracyArguments arguments) throws IOException {
    Path file = arguments.scenarios();
    List<Scenario> all =
        file == null
            ? standard(arguments)
            : ScenarioFileParser.parse(file.toString(), Files.readString(file));
    List<Scenario> chosen =
        all.stream().filter(one -> one.name().contains(arguments.only())).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("no scenario's name holds " + arguments.only());
    }
    return chosen;
  }

  private static List<Scenario> standard(AccuracyArguments arguments) {
    return arguments.only().isEmpty() ? StandardScenarios.core() : StandardScenarios.all();
  }
}
