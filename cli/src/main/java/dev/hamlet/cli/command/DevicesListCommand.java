package dev.hamlet.cli.command;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.DeviceView;
import dev.hamlet.cli.report.StatusTables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hamlet devices list}. */
@Command(name = "list", description = "Lists the boards with their state, rails and runtimes.")
public final class DevicesListCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  /** Wired by hand. */
  public DevicesListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      show(client.devices().stream().map(DeviceView::of).toList());
    }
    return ExitCode.OK.number();
  }

  private static String heldBack(DeviceView device) {
    return device.device()
        + " SHOULD BE QUARANTINED, but half of the fleet is already; look after it: "
        + device.heldBack();
  }

  private void show(List<DeviceView> devices) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(devices));
    } else if (devices.isEmpty()) {
      output.note("no devices yet: start an agent on a board with `hamlet agent`");
    } else {
      StatusTables.devices(devices).forEach(output::line);
      devices.stream()
          .filter(device -> !device.why().isEmpty())
          .forEach(device -> output.note(device.sentence()));
      devices.stream()
          .filter(device -> !device.heldBack().isEmpty())
          .forEach(device -> output.note(heldBack(device)));
    }
  }
}
