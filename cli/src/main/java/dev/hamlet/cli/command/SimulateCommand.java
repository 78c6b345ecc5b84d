package dev.hamlet.cli.command;

import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.simulation.FleetListener;
import dev.hamlet.agent.simulation.FleetPlan;
import dev.hamlet.agent.simulation.SimulatedFleet;
import dev.hamlet.agent.simulation.Speed;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.agent.simulation.fault.FaultScriptParser;
import dev.hamlet.cli.fleet.FleetFolder;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.ParentWatch;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.common.security.TransportSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet simulate}. */
@Command(
    name = "simulate",
    description = {
      "Runs many simulated boards in one process.",
      "They have real connections to a coordinator: for load tests, and for trying out what a fleet",
      "does when things go wrong. Only waiting and inference are virtual; latency and power come from",
      "a stated model, never from a device. Results say that they are simulated. Prints `simulate",
      "ready devices=N` when the agents are started. With FILE: starts a coordinator too, tries that",
      "experiment on the simulated boards, writes and prints its results, and ends everything. Ctrl-C",
      "ends it in order."
    })
public final class SimulateCommand implements Callable<Integer> {

  private final CommandContext context;
  private final SimulatedTrialRun trying;

  /** Tries an experiment file on a fleet of its own. */
  @FunctionalInterface
  public interface SimulatedTrialRun {

    /**
     * Runs to the end.
     *
     * @param options what the fleet's process is started with, beside its coordinator
     */
    ExitCode run(Path file, SimulateOptions options, Optional<Path> output, boolean json);
  }

  @Mixin private ServiceOptions service;
  @Mixin private SimulateOptions options;
  @Mixin private JsonOption format;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "An experiment file to try on the simulated boards.")
  private @Nullable Path file;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      description =
          "The coordinator (also HAMLET_COORDINATOR); without it 127.0.0.1:7400. Not with FILE.")
  private @Nullable String coordinator;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "With FILE: where results go. Without it: ./hamlet-results/<experiment id>.")
  private @Nullable Path output;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Folder for artifacts and what spills. Without it: in the cache, for this run.")
  private @Nullable Path state;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label of every board, that experiments can match; may be repeated.",
      showDefaultValue = Visibility.NEVER)
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "End after so long, for instance 90s or 10m. Without it: on Ctrl-C.")
  private @Nullable String duration;

  @Option(
      names = "--devices-per-connection",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many boards share a connection; real agents have some of their own.")
  private int devicesPerConnection;

  /** Wired by hand. */
  public SimulateCommand(CommandContext context, SimulatedTrialRun trying) {
    this.context = context;
    this.trying = trying;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file != null) {
      return tryFile(file).number();
    }
    if (output != null) {
      throw new InvalidInputException(
          "--output", "is for FILE only: results are the coordinator's");
    }
    Optional<Duration> limit = limit();
    TransportSecurity security = security();
    try (security) {
      if (state != null) {
        return simulate(plan(security, context.workingFolder().resolve(state)), limit).number();
      }
      FleetFolder folder = FleetFolder.beside(context.installation().cache("simulate"));
      try {
        return simulate(plan(security, folder.path()), limit).number();
      } finally {
        folder.delete();
      }
    }
  }

  private TransportSecurity security() {
    TlsFiles files = service.tls().files();
    boolean loopback = CoordinatorAddress.parse(address()).loopback();
    if (files.isEmpty() && !loopback && !service.tls().insecure()) {
      throw new InvalidInputException(
          "--coordinator",
          address() + " is another machine: give --tls-ca FILE, or --insecure for plaintext");
    }
    return TransportSecurity.ofClient(files, context.clock());
  }

  private ExitCode tryFile(Path experiment) {
    if (coordinator != null || duration != null || !labels.isEmpty()) {
      throw new InvalidInputException(
          "FILE",
          "is tried on a fleet of its own, without --coordinator, --label and --duration; to run it"
              + " on a fleet that is there, use `hamlet run`");
    }
    return trying.run(experiment, options, Optional.ofNullable(output), format.json());
  }

  private ExitCode simulate(FleetPlan plan, Optional<Duration> limit) throws InterruptedException {
    StopSignal stop = context.stopSignals().get();
    try (SimulatedFleet fleet = SimulatedFleet.start(plan, new Told(plan.devices()))) {
      if (service.exitWithStdin()) {
        ParentWatch.start(context.stdin(), stop::request);
      }
      context
          .output()
          .line(
              "simulate ready devices=%d coordinator=%s speed=%s"
                  .formatted(fleet.devices(), plan.coordinator(), plan.speed()));
      context.output().note("simulated: no board and no inference is real");
      if (limit.isPresent()) {
        var unused = stop.await(limit.get());
      } else {
        stop.await();
      }
    } finally {
      stop.finished();
    }
    return ExitCode.OK;
  }

  private FleetPlan plan(TransportSecurity security, Path folder) {
    return new FleetPlan(
        options.devices(),
        options.prefix(),
        CoordinatorAddress.parse(address()),
        security,
        options.seed(),
        Speed.parse(options.speed()),
        options.rails(),
        labels,
        faults(),
        folder,
        devicesPerConnection,
        Version.number());
  }

  private String address() {
    if (coordinator != null) {
      return coordinator;
    }
    return context.environment().getOrDefault("HAMLET_COORDINATOR", "127.0.0.1:7400");
  }

  private FaultPlan faults() {
    Path script = options.faults();
    if (script == null) {
      return FaultPlan.NONE;
    }
    try {
      String text = Files.readString(context.workingFolder().resolve(script));
      return FaultScriptParser.parse(script.toString(), text);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.NOT_FOUND, "the script of faults " + script + " cannot be read", e);
    }
  }

  private Optional<Duration> limit() {
    return Optional.ofNullable(duration)
        .map(
            text ->
                DurationText.parse(text)
                    .orElseThrow(
                        () ->
                            new InvalidInputException(
                                "--duration", "must be like 90s, 10m or 2h, not '" + text + "'")));
  }

  /** Says what happens, the connections once only. */
  private final class Told implements FleetListener {

    private final int devices;
    private final Set<String> connected = ConcurrentHashMap.newKeySet();

    Told(int devices) {
      this.devices = devices;
    }

    @Override
    public void connected(String device) {
      if (connected.add(device) && connected.size() == devices) {
        context.output().note("all " + devices + " simulated devices are connected");
      }
    }

    @Override
    public void refused(String device, HamletException refusal) {
      context.output().problem(device + ": " + refusal.getMessage());
    }

    @Override
    public void fault(String device, String words) {
      context.output().note("fault: " + device + " " + words);
    }
  }
}
