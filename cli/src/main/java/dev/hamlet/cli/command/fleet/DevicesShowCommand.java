package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.DeviceDetailsView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices show NAME}. */
@Command(
    name = "show",
    description = "Shows a device: its state and why, its golden-model checks, what it is.")
public final class DevicesShowCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  /** Wired by hand. */
  public DevicesShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      DeviceDetailsView view = DeviceDetailsView.of(client.device(device));
      if (format.json()) {
        context.output().line(Json.of(view));
      } else {
        view.lines().forEach(context.output()::line);
      }
    }
    return ExitCode.OK.number();
  }
}
