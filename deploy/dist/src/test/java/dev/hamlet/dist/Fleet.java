package dev.hamlet.dist;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.client.OperatorClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** A coordinator and agents with twins, each a process of its own. */
final class Fleet implements AutoCloseable {

  private final Path folder;
  private final HamletProcess coordinator;
  private final Map<String, HamletProcess> agents = new LinkedHashMap<>();
  private final String grpc;
  private final String http;
  private int started;

  Fleet(Path folder) throws IOException {
    this.folder = folder;
    coordinator =
        HamletProcess.start(
            folder.resolve("coordinator.log"),
            List.of(
                "coordinator", "--grpc-port=0", "--http-port=0", "--state=" + coordinatorState()));
    Matcher ready = coordinator.await("coordinator ready grpc=(\\S+) http=(\\S+)", 180);
    grpc = ready.group(1);
    http = ready.group(2);
  }

  Path coordinatorState() {
    return folder.resolve("coordinator");
  }

  /** Starts an agent, or starts it again in the folder of its earlier life. */
  void startAgent(String name, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "agent",
                "--twin",
                "--name=" + name,
                "--coordinator=" + grpc,
                "--host-lock=" + folder.resolve("host.lock"),
                "--state=" + folder.resolve(name)));
    command.addAll(List.of(options));
    HamletProcess agent =
        HamletProcess.start(folder.resolve(name + "-" + ++started + ".log"), command);
    agents.put(name, agent);
    var unused = agent.await("agent ready device=" + name, 180);
  }

  void killAgent(String name) throws InterruptedException {
    agents.get(name).kill();
  }

  void signalAgent(String name, String signal) throws IOException, InterruptedException {
    agents.get(name).signal(signal);
  }

  void killCoordinator() throws InterruptedException {
    coordinator.kill();
  }

  /** Runs a verb of the command line to its end. */
  void run(String... words) throws IOException, InterruptedException {
    var unused = tell(words);
  }

  /** The same; what it says on both streams. */
  String tell(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    command.add("--coordinator=" + grpc);
    HamletProcess verb = HamletProcess.start(folder.resolve("verb-" + ++started + ".log"), command);
    if (verb.exitCode(60) != 0) {
      throw new IllegalStateException(String.join(" ", words) + " failed:\n" + verb.output());
    }
    return verb.output();
  }

  void stopAgents() {
    for (HamletProcess agent : agents.values()) {
      agent.close();
    }
  }

  /** Hands an experiment in by the command line; its id. */
  String submit(Path file) throws IOException, InterruptedException {
    HamletProcess run =
        HamletProcess.start(
            folder.resolve("run.log"),
            List.of("run", file.toString(), "--coordinator=" + grpc, "--detach"));
    if (run.exitCode(120) != 0) {
      throw new IllegalStateException("submit failed:\n" + run.output());
    }
    return run.await("(?m)^(e-\\S+)$", 1).group(1);
  }

  OperatorClient operator() {
    return OperatorClient.to(CoordinatorAddress.parse(grpc));
  }

  /** Address of the HTTP server, host:port. */
  String http() {
    return http;
  }

  @Override
  public void close() {
    stopAgents();
    coordinator.close();
  }
}
