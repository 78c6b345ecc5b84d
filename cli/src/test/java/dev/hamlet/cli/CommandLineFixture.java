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
                () -> stop));
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
