package dev.hamlet.cli;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.time.SystemClock;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The whole command line inside the test's process. */
final class CommandLineFixture {

  final CapturedOutput captured = new CapturedOutput(false);
  private final Hamlet hamlet;

  CommandLineFixture(Path folder, Map<String, String> environment) {
    this(folder, environment, StopSignal.manual(Duration.ofSeconds(1)));
  }

  CommandLineFixture(Path folder, Map<String, String> environment, StopSignal stop) {
    this(folder, environment, () -> stop);
  }

  private CommandLineFixture(
      Path folder, Map<String, String> environment, Supplier<StopSignal> stopSignals) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("HAMLET_CACHE", folder.resolve("cache").toString());
    hamlet =
        new Hamlet(
            new CommandContext(
                captured.output(),
                Installation.from(variables, folder),
                new SystemClock(),
                variables,
                folder,
                InputStream.nullInputStream(),
                stopSignals));
  }

  /** An installation where a class is not there that a long-running verb needs. */
  static CommandLineFixture without(Path folder, String className) {
    return new CommandLineFixture(
        folder,
        Map.of(),
        () -> {
          throw new NoClassDefFoundError(className);
        });
  }

  int run(String... args) {
    return hamlet.execute(args);
  }

  /** Every verb as people type it, those of {@code devices} among them. */
  List<String> verbs() {
    return specs(hamlet.spec()).stream()
        .filter(spec -> spec != hamlet.spec())
        .map(spec -> spec.qualifiedName().substring("hamlet ".length()))
        .toList();
  }

  /** What lists of commands say of each verb, by verb. */
  Map<String, String> summaries() {
    return specs(hamlet.spec()).stream()
        .collect(
            Collectors.toMap(
                spec -> spec.qualifiedName(), spec -> spec.usageMessage().description()[0]));
  }

  /** What the options of all verbs say of themselves, as it stands in the code. */
  List<String> optionTexts() {
    return specs(hamlet.spec()).stream()
        .flatMap(spec -> spec.args().stream())
        .map(arg -> arg.userObject() instanceof AnnotatedElement code ? code : String.class)
        .flatMap(code -> Stream.of(code.getAnnotationsByType(Option.class)))
        .flatMap(option -> Stream.of(option.description()))
        .toList();
  }

  private static List<CommandSpec> specs(CommandSpec root) {
    List<CommandSpec> specs = new ArrayList<>(List.of(root));
    root.subcommands().values().forEach(one -> specs.addAll(specs(one.getCommandSpec())));
    return specs;
  }

  String out() {
    return captured.out();
  }

  String err() {
    return captured.err();
  }
}
