package dev.hamlet.cli.command.fleet;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.RecoverDeviceReply;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet devices recover NAME}. */
@Command(
    name = "recover",
    description = {
      "Starts the command that brings a device back, and waits for its end.",
      "The coordinator was given it with `hamlet coordinator --recover FILE`."
    })
public final class DevicesRecoverCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "NAME", description = "Name of the device.")
  private String device;

  private record View(String device, int exitCode, String sentence, List<String> lastLines) {}

  /** Wired by hand. */
  public DevicesRecoverCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      RecoverDeviceReply end = client.recover(device);
      if (format.json()) {
        context
            .output()
            .line(
                Json.of(
                    new View(
                        device,
                        end.getExitCode(),
                        end.getSentence(),
                        List.copyOf(end.getLastLinesList()))));
      } else {
        end.getLastLinesList().forEach(context.output()::line);
      }
      if (end.getExitCode() != 0) {
        throw new HamletException(
            ErrorCode.PRECONDITION, "the recover command of " + device + ": " + end.getSentence());
      }
    }
    return ExitCode.OK.number();
  }
}
