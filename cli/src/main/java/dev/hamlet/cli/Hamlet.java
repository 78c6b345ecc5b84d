package dev.hamlet.cli;

import dev.hamlet.cli.command.AgentCommand;
import dev.hamlet.cli.command.AuditCommand;
import dev.hamlet.cli.command.BackupCommand;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorCommand;
import dev.hamlet.cli.command.DevicesCalibrateCommand;
import dev.hamlet.cli.command.DevicesCheckCommand;
import dev.hamlet.cli.command.DevicesCommand;
import dev.hamlet.cli.command.DevicesListCommand;
import dev.hamlet.cli.command.DoctorCommand;
import dev.hamlet.cli.command.RestoreCommand;
import dev.hamlet.cli.command.SensorsCommand;
import dev.hamlet.cli.command.SimulateCommand;
import dev.hamlet.cli.command.Version;
import dev.hamlet.cli.command.experiment.CancelCommand;
import dev.hamlet.cli.command.experiment.CompareCommand;
import dev.hamlet.cli.command.experiment.DemoCommand;
import dev.hamlet.cli.command.experiment.LogsCommand;
import dev.hamlet.cli.command.experiment.PauseCommand;
import dev.hamlet.cli.command.experiment.PlanCommand;
import dev.hamlet.cli.command.experiment.ResumeCommand;
import dev.hamlet.cli.command.experiment.RetryCommand;
import dev.hamlet.cli.command.experiment.RunCommand;
import dev.hamlet.cli.command.experiment.SimulatedTry;
import dev.hamlet.cli.command.experiment.StatusCommand;
import dev.hamlet.cli.command.experiment.ValidateCommand;
import dev.hamlet.cli.command.experiment.WatchCommand;
import dev.hamlet.cli.command.fleet.DevicesDrainCommand;
import dev.hamlet.cli.command.fleet.DevicesGoldenCommand;
import dev.hamlet.cli.command.fleet.DevicesQuarantineCommand;
import dev.hamlet.cli.command.fleet.DevicesRecoverCommand;
import dev.hamlet.cli.command.fleet.DevicesReleaseCommand;
import dev.hamlet.cli.command.fleet.DevicesReserveCommand;
import dev.hamlet.cli.command.fleet.DevicesRetireCommand;
import dev.hamlet.cli.command.fleet.DevicesShowCommand;
import dev.hamlet.cli.command.trace.TraceCommand;
import dev.hamlet.cli.command.trace.TraceExportCommand;
import dev.hamlet.cli.command.trace.TracePushCommand;
import dev.hamlet.cli.failure.Failure;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every verb wired by hand, and what is the same for all of them: help, errors, exit codes. */
final class Hamlet {

  private final Output output;
  private final HamletCommand root = new HamletCommand();
  private final CommandLine line;
  private final boolean debugByEnvironment;

  Hamlet(CommandContext context) {
    output = context.output();
    debugByEnvironment = LogLevel.isDebug(context.environment());
    line = new CommandLine(root);
    line.addSubcommand(new DemoCommand(context));
    line.addSubcommand(new RunCommand(context));
    line.addSubcommand(new PlanCommand(context));
    line.addSubcommand(new ValidateCommand(context));
    line.addSubcommand(new StatusCommand(context));
    line.addSubcommand(new WatchCommand(context));
    line.addSubcommand(new CancelCommand(context));
    line.addSubcommand(new PauseCommand(context));
    line.addSubcommand(new ResumeCommand(context));
    line.addSubcommand(new RetryCommand(context));
    line.addSubcommand(new CompareCommand(context));
    line.addSubcommand(
        new CommandLine(new DevicesCommand())
            .addSubcommand(new DevicesListCommand(context))
            .addSubcommand(new DevicesShowCommand(context))
            .addSubcommand(new DevicesGoldenCommand(context))
            .addSubcommand(new DevicesDrainCommand(context))
            .addSubcommand(new DevicesReserveCommand(context))
            .addSubcommand(new DevicesQuarantineCommand(context))
            .addSubcommand(new DevicesReleaseCommand(context))
            .addSubcommand(new DevicesRetireCommand(context))
            .addSubcommand(new DevicesRecoverCommand(context))
            .addSubcommand(new DevicesCalibrateCommand(context))
            .addSubcommand(new DevicesCheckCommand(context)));
    line.addSubcommand(
        new CommandLine(new TraceCommand())
            .addSubcommand(new TracePushCommand(context))
            .addSubcommand(new TraceExportCommand(context)));
    line.addSubcommand(new AuditCommand(context));
    line.addSubcommand(new BackupCommand(context));
    line.addSubcommand(new RestoreCommand(context));
    line.addSubcommand(new LogsCommand(context));
    line.addSubcommand(new SensorsCommand(context));
    line.addSubcommand(new DoctorCommand(context));
    line.addSubcommand(new CoordinatorCommand(context));
    line.addSubcommand(new AgentCommand(context));
    line.addSubcommand(new SimulateCommand(context, new SimulatedTry(context)));
    configure();
  }

  /** Runs one verb. What picocli lets pass, as a class that is not there, is one line as well. */
  int execute(String[] args) {
    try {
      return line.execute(args);
    } catch (Error e) {
      return fail(e);
    }
  }

  /** What it understands. */
  CommandSpec spec() {
    return line.getCommandSpec();
  }

  private void configure() {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(writer(output::line)).setErr(writer(output::note));
    line.setParameterExceptionHandler((e, args) -> refuse(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> fail(e));
    line.setUsageHelpAutoWidth(false).setUsageHelpWidth(100);
    decorate(line);
  }

  private static void decorate(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(true).version("hamlet " + Version.number());
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.help())
        .optionListHeading("%nOptions:%n")
        .parameterListHeading("%nArguments:%n")
        .commandListHeading("%nCommands:%n")
        .abbreviateSynopsis(true)
        .showDefaultValues(true);
    command.getSubcommands().values().forEach(Hamlet::decorate);
  }

  private int refuse(ParameterException e) {
    String verb = e.getCommandLine().getCommandSpec().qualifiedName();
    String suggestions =
        e instanceof UnmatchedArgumentException unmatched
            ? String.join(" or ", unmatched.getSuggestions())
            : "";
    output.problem(
        firstLine(String.valueOf(e.getMessage()))
            + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions + "?")
            + " (see "
            + verb
            + " --help)");
    return ExitCode.BAD_INPUT.number();
  }

  private int fail(Throwable thrown) {
    Failure failure = Failure.of(thrown);
    output.problem(failure.sentence());
    if (root.debug() || debugByEnvironment) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      output.note(trace.toString());
    }
    return failure.exit().number();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static PrintWriter writer(Consumer<String> sink) {
    return new PrintWriter(new LineWriter(sink), true);
  }
}
