package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.DeviceView;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that changes what a device may do; doing it again changes nothing. */
abstract class DeviceChangeCommand implements Callable<Integer> {

  private final CommandContext context;
  private final ChangeDeviceRequest.Change change;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for `devices list` and the audit log.",
      showDefaultValue = Visibility.NEVER)
  private String reason;

  DeviceChangeCommand(CommandContext context, ChangeDeviceRequest.Change change) {
    this.context = context;
    this.change = change;
  }

  /** How long it is for, in ms; 0 for what has no end. */
  long forMs() {
    return 0;
  }

  @Override
  public Integer call() {
    ChangeDeviceRequest request =
        ChangeDeviceRequest.newBuilder()
            .setDevice(device)
            .setChange(change)
            .setReason(reason)
            .setForMs(forMs())
            .build();
    try (OperatorClient client = coordinator.connect()) {
      DeviceView view = DeviceView.of(client.change(request));
      context.output().line(format.json() ? Json.of(view) : view.sentence());
    }
    return ExitCode.OK.number();
  }
}
