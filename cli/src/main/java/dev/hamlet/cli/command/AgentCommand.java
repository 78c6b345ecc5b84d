package dev.hamlet.cli.command;

import dev.hamlet.agent.Agent;
import dev.hamlet.agent.AgentConfig;
import dev.hamlet.agent.BoardChoice;
import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.DiskBudget;
import dev.hamlet.agent.log.AgentLogs;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.LogKeeper;
import dev.hamlet.cli.process.ParentWatch;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.config.SizeText;
import dev.hamlet.common.cpu.CpuAffinity;
import dev.hamlet.common.cpu.CpuShares;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet agent}. */
@Command(
    name = "agent",
    description = {
      "Runs the agent of this board until SIGTERM or Ctrl-C.",
      "Prints `agent ready device=NAME` when it samples; connects in the background."
    })
public final class AgentCommand implements Callable<Integer> {

  private static final String RUNTIME = "tensorflow";
  private static final Duration BATCH = Duration.ofMillis(250);
  private static final int RING_CAPACITY = 4_096;

  private final CommandContext context;

  @Mixin private ServiceOptions service;
  @Mixin private SensorOptions sensor;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:HAMLET_COORDINATOR:-127.0.0.1:7400}",
      description = "The coordinator (also HAMLET_COORDINATOR).")
  private String coordinator;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      defaultValue = "${env:HAMLET_DEVICE}",
      description = "Name of the device, unique in the fleet (also HAMLET_DEVICE).")
  private String name;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:HAMLET_STATE}",
      description = "Folder of this agent alone (also HAMLET_STATE). Without it: in the cache.")
  private @Nullable Path state;

  @Option(names = "--twin", description = "Speak for a simulated board.")
  private boolean twin;

  @Option(
      names = "--twin-seed",
      paramLabel = "N",
      description = "What makes a simulated board differ from others. Without it: its name.")
  private @Nullable Long twinSeed;

  @Option(
      names = "--twin-faults",
      paramLabel = "FILE",
      description = "What goes wrong with a simulated board, see docs/twin.md: to try out alerts.")
  private @Nullable Path twinFaults;

  @Option(
      names = "--role",
      paramLabel = "board|meter",
      defaultValue = "board",
      description =
          "board: runs work and measures it. meter: measures another board's power from outside.")
  private String role;

  @Option(
      names = "--attached-to",
      paramLabel = "NAME",
      description = "With --role meter: the device whose power this one measures.")
  private @Nullable String attachedTo;

  @Option(
      names = "--follow",
      paramLabel = "RING",
      description =
          "With --role meter --twin: activity ring of the twin it measures, STATE/activity.ring.")
  private @Nullable Path follow;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label that experiments can match; may be repeated.",
      showDefaultValue = Visibility.NEVER)
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve this agent's own metrics on 127.0.0.1:PORT/metrics (0: any free port); off unless"
              + " given. The coordinator exports those of all agents anyway.")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--rate-hz",
      paramLabel = "HZ",
      defaultValue = "1000",
      description = "Wanted sampling rate.")
  private double samplingRateHz;

  @Option(
      names = "--host-lock",
      paramLabel = "FILE",
      defaultValue = "${env:HAMLET_HOST_LOCK}",
      description = "File that all agents of a host lock in turn (also HAMLET_HOST_LOCK).")
  private @Nullable Path hostLock;

  @Option(
      names = "--launcher",
      paramLabel = "COMMAND",
      defaultValue = "${env:HAMLET_LAUNCHER:-}",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Command line that goes before each worker's, for instance to run it in a container or a",
        "chroot. It must hand on the environment and mean the same files by the same paths (also",
        "HAMLET_LAUNCHER)."
      })
  private String launcher;

  @Option(
      names = "--board-helper",
      paramLabel = "SOCKET",
      defaultValue = "${env:HAMLET_BOARD_HELPER}",
      description =
          "Socket of hamlet-board, which sets clocks and power modes for an agent that is not root"
              + " (also HAMLET_BOARD_HELPER).")
  private @Nullable Path boardHelper;

  @Option(
      names = "--meter-cost",
      description =
          "Find out at the start, in about 13 s, what measuring costs the board: sampling at full"
              + " rate against 10 Hz. Results show it.")
  private boolean meterCost;

  @Option(
      names = "--stop-within",
      paramLabel = "DURATION",
      defaultValue = "${env:HAMLET_STOP_WITHIN:-0s}",
      description = {
        "How long SIGTERM may wait for the end of the visit in hand, for instance 2m for an upgrade",
        "between visits. After that, at a second SIGTERM, or with 0s at once, what is in hand is",
        "aborted. The lease is handed back either way (also HAMLET_STOP_WITHIN)."
      })
  private String stopWithin;

  @Option(
      names = "--cache-budget",
      paramLabel = "SIZE",
      defaultValue = "${env:HAMLET_CACHE_BUDGET:-4G}",
      description = {
        "Disk for artifacts, packed and unpacked, for instance 2G; what was not used for the longest",
        "goes first, and never what a lease in hand needs (also HAMLET_CACHE_BUDGET)."
      })
  private String cacheBudget;

  @Option(
      names = "--spool-budget",
      paramLabel = "SIZE",
      defaultValue = "${env:HAMLET_SPOOL_BUDGET:-512M}",
      description = {
        "Disk for telemetry while the coordinator is gone for more than a minute; 0 keeps it in",
        "memory alone (also HAMLET_SPOOL_BUDGET)."
      })
  private String spoolBudget;

  /** Wired by hand. */
  public AgentCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    AgentConfig config = config();
    Duration patience = patience();
    StopSignal stop = context.stopSignals().get();
    stop.allow(patience);
    AgentLogs logs = new AgentLogs();
    LogKeeper.into(logs.agent());
    try (Agent agent = Agent.start(config, logs)) {
      stop.onStop(() -> stop(agent, patience));
      stop.onRepeat(agent::close);
      if (service.exitWithStdin()) {
        ParentWatch.start(context.stdin(), agent::close);
      }
      context.output().line("agent ready device=" + agent.device());
      agent.awaitEnd();
    } finally {
      stop.finished();
    }
    return ExitCode.OK.number();
  }

  private static void stop(Agent agent, Duration patience) {
    try {
      agent.stop(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      agent.close();
    }
  }

  private Duration patience() {
    return DurationText.parse(stopWithin)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--stop-within", "write it as 90s or 2m, not " + stopWithin));
  }

  private static long bytes(String option, String text) {
    return SizeText.parseBytes(text)
        .orElseThrow(
            () -> new InvalidInputException(option, "write it as 512M or 4G, not " + text));
  }

  private AgentConfig config() {
    Optional<String> attachment = attachment();
    Path cache = context.installation().cache();
    Path ownState = state == null ? cache.resolve("agent").resolve(name) : state;
    return new AgentConfig(
        name,
        CoordinatorAddress.parse(coordinator),
        service.tls().insecure(),
        labels,
        ownState.toAbsolutePath(),
        hostLock == null ? AgentConfig.defaultHostLock(Optional.of(cache)) : hostLock,
        Optional.of(cache),
        board(),
        Map.of(RUNTIME, context.installation().tensorflowWorker()),
        Words.of(launcher, "--launcher"),
        sharedCpus(),
        new SamplingSettings(samplingRateHz, BATCH, RING_CAPACITY),
        Version.number(),
        attachment,
        meterCost,
        service.tls().files(),
        new DiskBudget(bytes("--cache-budget", cacheBudget), bytes("--spool-budget", spoolBudget)),
        metricsPort == null ? OptionalInt.empty() : OptionalInt.of(metricsPort));
  }

  private Optional<String> attachment() {
    List<Problem> problems = new ArrayList<>();
    boolean meter = role.equals("meter");
    if (!meter && !role.equals("board")) {
      problems.add(new Problem("--role", "must be board or meter, not '" + role + "'"));
    } else if (meter && attachedTo == null) {
      problems.add(
          new Problem("--attached-to", "a meter needs the name of the device it measures"));
    } else if (!meter && (attachedTo != null || follow != null)) {
      problems.add(new Problem("--role", "--attached-to and --follow are for --role meter only"));
    }
    if (twinFaults != null && (!twin || follow != null)) {
      problems.add(
          new Problem("--twin-faults", "is for --twin only, and not for one that follows"));
    }
    if (follow != null && !twin) {
      problems.add(new Problem("--follow", "is for --twin only: other meters have a sensor"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return Optional.ofNullable(attachedTo);
  }

  /** Keeps this process on its share; NONE where the system does not let it. */
  private static CpuShares sharedCpus() {
    CpuShares shares = CpuAffinity.shares();
    boolean kept =
        shares.divided() && CpuAffinity.confine(ProcessHandle.current().pid(), shares.own());
    return kept ? shares : CpuShares.NONE;
  }

  private BoardChoice board() {
    if (!twin) {
      return new BoardChoice.Linux(
          Path.of("/"),
          sensor.choice(),
          Optional.ofNullable(boardHelper).filter(named -> !named.toString().isEmpty()));
    }
    return new BoardChoice.Twin(
        twinSeed == null ? name.hashCode() : twinSeed,
        sensor.rails(TwinDevice.DEFAULT_RAILS),
        Optional.ofNullable(follow),
        sensor.profile(),
        Optional.ofNullable(twinFaults));
  }
}
