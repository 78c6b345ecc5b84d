package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.client.ArtifactUpload;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.GoldenSource;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.GoldenModelView;
import dev.hamlet.proto.v1.GoldenModel;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices golden FILE | --zoo NAME}. */
@Command(
    name = "golden",
    description = {
      "Chooses the model that every device is checked with.",
      "Checks are made at an agent's start, daily, after 50 cells and after failures. Histories start",
      "anew with another model."
    })
public final class DevicesGoldenCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  /** Where the model comes from. */
  static final class Choice {

    @Parameters(
        paramLabel = "FILE",
        description = "A SavedModel folder or a bundle; small and quick, as it keeps boards busy.")
    private @Nullable String file;

    @Option(names = "--zoo", paramLabel = "NAME", description = "A model of Hamlet's own.")
    private @Nullable String zoo;
  }

  /** Wired by hand. */
  public DevicesGoldenCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    GoldenSource source =
        new GoldenSource(context.installation(), context.progress(), context.clock());
    GoldenSource.Built built =
        choice.zoo != null
            ? source.zoo(choice.zoo)
            : source.file(context.workingFolder().resolve(String.valueOf(choice.file)));
    try (OperatorClient client = coordinator.connect()) {
      ArtifactUpload uploads = client.uploads();
      uploads.missing(built.bundles().keySet()).forEach(id -> uploads.send(id, built.bundle(id)));
      GoldenModel chosen = client.golden(built.model());
      GoldenModelView view = GoldenModelView.of(chosen);
      context.output().line(format.json() ? Json.of(view) : view.sentence());
    }
    return ExitCode.OK.number();
  }
}
