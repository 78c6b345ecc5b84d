package dev.hamlet.cli.command;

import dev.hamlet.agent.sysfs.helped.BoardHelper;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.doctor.BoardExamination;
import dev.hamlet.cli.doctor.CoordinatorExamination;
import dev.hamlet.cli.doctor.Diagnosis;
import dev.hamlet.cli.doctor.Machine;
import dev.hamlet.cli.doctor.Outcome;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether this machine can do what Hamlet needs.",
      "It needs other things of a board than of a coordinator. Says what to do where something lacks,",
      "and changes nothing. Start it as the user that Hamlet runs as. Ends with 0 if nothing failed,",
      "warnings or not."
    })
public final class DoctorCommand implements Callable<Integer> {

  /** What a machine is for. */
  enum Role {
    /** Runs an agent. */
    BOARD,
    /** Runs the coordinator. */
    COORDINATOR
  }

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private SensorOptions sensor;
  @Mixin private PortOptions ports;
  @Mixin private JsonOption format;

  @Parameters(
      arity = "0..1",
      paramLabel = "board|coordinator",
      defaultValue = "board",
      description = "What the machine is for.")
  private Role role = Role.BOARD;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:HAMLET_STATE}",
      description = "State folder of the agent or coordinator (also HAMLET_STATE).")
  private @Nullable Path state;

  @Option(
      names = "--board-helper",
      paramLabel = "SOCKET",
      defaultValue = "${env:HAMLET_BOARD_HELPER:-/run/hamlet-board.sock}",
      description = "For a board: socket of hamlet-board (also HAMLET_BOARD_HELPER).")
  private Path boardHelper;

  @Option(
      names = "--launcher",
      paramLabel = "COMMAND",
      defaultValue = "${env:HAMLET_LAUNCHER:-}",
      showDefaultValue = Visibility.NEVER,
      description = "For a board: what goes before workers' commands (also HAMLET_LAUNCHER).")
  private String launcher;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = {
        "Look at a file system that is mounted there, for instance a board's card, instead of at",
        "this machine; what only shows where a kernel runs is left out then."
      })
  private Path root;

  /** Wired by hand. */
  public DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Machine machine = Machine.mountedAt(root.toAbsolutePath().normalize());
    Diagnosis diagnosis =
        switch (role) {
          case BOARD -> board(machine).diagnose(context.clock());
          case COORDINATOR -> coordinator(machine).diagnose(context.clock());
        };
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(diagnosis));
    } else {
      diagnosis.lines().forEach(output::line);
    }
    return (diagnosis.outcome() == Outcome.FAIL ? ExitCode.FAILURE : ExitCode.OK).number();
  }

  private BoardExamination board(Machine machine) {
    return new BoardExamination(
        machine,
        distribution(machine),
        Version.number(),
        sensor.choice(),
        helped(machine),
        System.getProperty("user.name").equals("root"),
        launcher,
        stateFolder("agent"),
        context.installation().cache(),
        this::coordinatorVersion);
  }

  private CoordinatorExamination coordinator(Machine machine) {
    return new CoordinatorExamination(
        machine,
        distribution(machine),
        stateFolder("coordinator"),
        ports.grpc(),
        ports.http(),
        coordinator.tlsFiles());
  }

  /** That of a card is where its packages put it. */
  private Optional<Path> distribution(Machine machine) {
    return machine.itself() ? context.installation().distribution() : Optional.empty();
  }

  private Path stateFolder(String role) {
    Path given = state;
    return given == null || given.toString().isEmpty()
        ? context.installation().cache().resolve(role)
        : context.workingFolder().resolve(given);
  }

  private boolean helped(Machine machine) {
    try (BoardHelper helper = new BoardHelper(boardHelper)) {
      return machine.itself() && boardHelper.toFile().exists() && helper.answers();
    }
  }

  private String coordinatorVersion() {
    try (OperatorClient client = coordinator.connect()) {
      return client.version().getVersion();
    }
  }
}
