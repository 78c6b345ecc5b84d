package dev.hamlet.cli.command;

import dev.hamlet.cli.backup.BackupFileTarget;
import dev.hamlet.cli.backup.BackupManifest;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.progress.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet backup}. */
@Command(
    name = "backup",
    description = {
      "Writes what a running coordinator keeps into one file.",
      "That is its store, the telemetry that was durable at that moment, and the artifacts.",
      "Experiments go on meanwhile."
    })
public final class BackupCommand implements Callable<Integer> {

  private static final long MIB = 1 << 20;

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The file, a zip; it must not exist.")
  private Path output;

  /** Wired by hand. */
  public BackupCommand(CommandContext context) {
    this.context = context;
  }

  private record Taken(String file, long takenEpochMs, int files, long bytes) {}

  @Override
  public Integer call() {
    Path file = context.workingFolder().resolve(output).normalize();
    Progress progress = context.progress();
    try (OperatorClient client = coordinator.connect()) {
      BackupManifest manifest =
          new BackupFileTarget(file)
              .take(
                  client,
                  (done, all) ->
                      progress.at("backup", "%d of %d MiB".formatted(done / MIB, all / MIB)));
      context.output().clear();
      context.output().line(format.json() ? json(file, manifest) : sentence(file, manifest));
    }
    return ExitCode.OK.number();
  }

  private static String json(Path file, BackupManifest manifest) {
    return Json.of(
        new Taken(
            file.toString(), manifest.takenEpochMs(), manifest.files().size(), manifest.bytes()));
  }

  private static String sentence(Path file, BackupManifest manifest) {
    return "%s: %d files, %d MiB, as of %s"
        .formatted(
            file,
            manifest.files().size(),
            manifest.bytes() / MIB,
            Instant.ofEpochMilli(manifest.takenEpochMs()));
  }
}
