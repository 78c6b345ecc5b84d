package dev.hamlet.cli.command;

import dev.hamlet.cli.backup.BackupContent;
import dev.hamlet.cli.backup.RestoredFolder;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet restore FILE}. */
@Command(
    name = "restore",
    description = {
      "Makes a coordinator's folder from a backup.",
      "Start `hamlet coordinator --state DIR` on it afterwards, on this host or another. Agents take a",
      "coordinator at their old address for the one they know. What was measured after the backup is",
      "measured again. Never let the coordinator that the backup came from run beside the restored one."
    })
public final class RestoreCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", description = "A file that `hamlet backup` wrote.")
  private Path file;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      required = true,
      description = "The folder to make; it must not exist, or be empty.")
  private Path state;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${env:HAMLET_BY:-${sys:user.name}}",
      description = "Who restores, for the audit log (also HAMLET_BY).")
  private String by;

  /** Wired by hand. */
  public RestoreCommand(CommandContext context) {
    this.context = context;
  }

  private record Restored(String state, long takenEpochMs, int files, int leasesEnded) {}

  @Override
  public Integer call() {
    Path folder = context.workingFolder().resolve(state).normalize();
    try (BackupContent backup = BackupContent.open(context.workingFolder().resolve(file))) {
      int leases = new RestoredFolder(folder).make(backup, by, context.clock());
      long takenEpochMs = backup.manifest().takenEpochMs();
      int files = backup.manifest().files().size();
      context
          .output()
          .line(
              format.json()
                  ? Json.of(new Restored(folder.toString(), takenEpochMs, files, leases))
                  : "%s is as of %s (%d files); %d leases of then are ended, their trials go out again"
                      .formatted(folder, Instant.ofEpochMilli(takenEpochMs), files, leases));
    }
    return ExitCode.OK.number();
  }
}
