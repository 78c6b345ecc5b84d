package dev.hamlet.cli.fleet;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.process.ChildProcess;
import dev.hamlet.common.cpu.CpuAffinity;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator and agents on this machine, each a process of its own, on free ports of the
 * loopback interface. Closing it ends all of them, agents first; so does the end of this process,
 * however it comes, because their standard input ends then.
 */
public final class LocalFleet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFleet.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("coordinator ready grpc=(\\S+) http=(\\S+)");

  private final Installation installation;
  private final Path folder;
  private final Consumer<String> onUnexpectedEnd;
  private final List<ChildProcess> children = new ArrayList<>();
  private boolean closed;
  private CoordinatorAddress grpc = CoordinatorAddress.parse(CoordinatorAddress.DEFAULT);
  private String http = "";

  /**
   * Nothing runs yet.
   *
   * @param folder where state and logs go; the caller's
   * @param onUnexpectedEnd told, on another thread, of a child that ends by itself
   */
  public LocalFleet(Installation installation, Path folder, Consumer<String> onUnexpectedEnd) {
    this.installation = installation;
    this.folder = folder;
    this.onUnexpectedEnd = onUnexpectedEnd;
  }

  /**
   * Starts the coordinator, then an agent with a twin for each name; returns when all are ready.
   */
  public void start(List<String> twins) {
    startCoordinator();
    List<ChildProcess> agents = new ArrayList<>();
    for (String twin : twins) {
      agents.add(start("agent " + twin, "agent ready", twinArguments(twin)));
    }
    agents.forEach(agent -> agent.awaitReady(PATIENCE));
    keepOffWorkers();
  }

  /**
   * Starts the coordinator, then one process with simulated boards; returns when it is ready.
   *
   * @param arguments of {@code hamlet simulate}, but for its coordinator
   */
  public void startSimulation(List<String> arguments) {
    startCoordinator();
    List<String> whole = new ArrayList<>(List.of("simulate", "--coordinator=" + grpc));
    whole.addAll(arguments);
    whole.add("--exit-with-stdin");
    var unused = start("simulation", "simulate ready", whole).awaitReady(PATIENCE);
  }

  /**
   * The coordinator and this process share the machine with the inferences: they join the agents on
   * their CPU. Last, because a child would otherwise take the narrow share for the whole machine.
   */
  private void keepOffWorkers() {
    CpuShares shares = CpuAffinity.shares();
    if (shares.divided()) {
      boolean kept =
          CpuAffinity.confine(children.get(0).pid(), shares.own())
              && CpuAffinity.confine(ProcessHandle.current().pid(), shares.own());
      LOG.debug("coordinator and this process kept on the CPUs {}: {}", shares.own(), kept);
    }
  }

  /** Where the coordinator takes calls. */
  public CoordinatorAddress grpc() {
    return grpc;
  }

  /** Where Prometheus finds the metrics. */
  public String metricsUrl() {
    return "http://" + http + "/metrics";
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (int i = children.size() - 1; i > 0; i--) {
      children.get(i).requestStop();
    }
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
  }

  private void startCoordinator() {
    List<String> arguments =
        List.of(
            "coordinator",
            "--grpc-port=0",
            "--http-port=0",
            "--state=" + folder.resolve("coordinator"),
            "--exit-with-stdin");
    ChildProcess coordinator = start("coordinator", "coordinator ready", arguments);
    Matcher ready = READY.matcher(coordinator.awaitReady(PATIENCE));
    if (!ready.find()) {
      throw new HamletException(ErrorCode.INTERNAL, "the coordinator did not say its ports");
    }
    grpc = CoordinatorAddress.parse(ready.group(1));
    http = ready.group(2);
  }

  private List<String> twinArguments(String name) {
    return List.of(
        "agent",
        "--coordinator=" + grpc,
        "--name=" + name,
        "--twin",
        "--state=" + folder.resolve(name),
        "--exit-with-stdin");
  }

  private synchronized ChildProcess start(String name, String mark, List<String> arguments) {
    if (closed) {
      throw new HamletException(ErrorCode.PRECONDITION, name + " is not started: all is stopping");
    }
    List<String> command = new ArrayList<>();
    command.add(installation.launcher().toString());
    command.addAll(arguments);
    Path log = folder.resolve(name.replace(' ', '-') + ".log");
    ChildProcess child = ChildProcess.start(name, command, mark, log);
    child.onUnexpectedEnd(onUnexpectedEnd);
    children.add(child);
    return child;
  }
}
