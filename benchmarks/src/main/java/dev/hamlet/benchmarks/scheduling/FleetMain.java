package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.simulation.FleetListener;
import dev.hamlet.agent.simulation.FleetPlan;
import dev.hamlet.agent.simulation.SimulatedFleet;
import dev.hamlet.agent.simulation.Speed;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TransportSecurity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The boards of a benchmark, in a process of their own, so that the coordinator's time and memory
 * can be told from theirs. Ends with its standard input.
 */
public final class FleetMain {

  private static final List<String> RAILS = List.of("VDD_IN");
  private static final int DEVICES_PER_CONNECTION = 50;

  private FleetMain() {}

  /** Takes the coordinator's port, the number of devices and a folder. */
  public static void main(String[] arguments) throws IOException {
    FleetPlan plan =
        new FleetPlan(
            Integer.parseInt(arguments[1]),
            "sim",
            new CoordinatorAddress("127.0.0.1", Integer.parseInt(arguments[0])),
            TransportSecurity.PLAINTEXT,
            1,
            Speed.MAX,
            RAILS,
            Map.of(),
            FaultPlan.NONE,
            Path.of(arguments[2]),
            DEVICES_PER_CONNECTION,
            "benchmark");
    try (SimulatedFleet fleet = SimulatedFleet.start(plan, new Refusals())) {
      System.out.println(fleet.devices() + " boards");
      while (System.in.read() >= 0) {
        // nothing is said to it but the end
      }
    }
  }

  /** No script, no faults; a refusal is the benchmark's mistake. */
  private static final class Refusals implements FleetListener {

    @Override
    public void connected(String device) {}

    @Override
    public void refused(String device, HamletException refusal) {
      System.err.println(device + " was refused: " + refusal.getMessage());
    }

    @Override
    public void fault(String device, String words) {}
  }
}
