package dev.hamlet.cli;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.time.SystemClock;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The whole command line inside the test's process. */
final class CommandLineFixture {

  final CapturedOutput captured = new CapturedOutput(false);
  private final Hamlet hamlet;

  CommandLineFixture(Path folder, Map<String, String> environment) {
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
                () -> StopSignal.manual(Duration.ofSeconds(1))));
  }

  int run(String... args) {
    return hamlet.execute(args);
  }

  String out() {
    return captured.out();
  }

  String err() {
    return captured.err();
  }
}
