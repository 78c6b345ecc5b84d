package dev.hamlet.agent.uplink;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.wire.ConditionsMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.common.wire.SensorMapping;
import dev.hamlet.proto.v1.AgentHello;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who this agent is, for its hello.
 *
 * @param device identity of the device
 * @param board the board
 * @param sessionId one life of the agent process
 * @param agentVersion version of this program
 * @param sensors sensor groups as they are really sampled
 * @param runtimes kinds of worker that this device can start
 * @param attachedTo the device whose power this one measures from outside; empty for a board
 * @param properties what else may matter to who judges the figures
 * @param meterCost what measuring costs the device, if somebody found out
 */
public record AgentDescription(
    DeviceIdentity device,
    Board board,
    String sessionId,
    String agentVersion,
    List<SensorGroup> sensors,
    Collection<String> runtimes,
    Optional<String> attachedTo,
    Map<String, String> properties,
    Optional<MeterCost> meterCost) {

  private static final String METER = "meter";

  /** Copies the collections. */
  public AgentDescription {
    sensors = List.copyOf(sensors);
    runtimes = List.copyOf(runtimes);
    properties = Map.copyOf(properties);
  }

  /** A board's agent. */
  public AgentDescription(
      DeviceIdentity device,
      Board board,
      String sessionId,
      String agentVersion,
      List<SensorGroup> sensors,
      Collection<String> runtimes) {
    this(
        device,
        board,
        sessionId,
        agentVersion,
        sensors,
        runtimes,
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  AgentHello hello(List<LeaseRef> leases) {
    AgentHello.Builder hello = AgentHello.newBuilder();
    meterCost.map(MeterCostMapping::toMessage).ifPresent(hello::setMeterCost);
    return hello
        .setProtocolMajor(ProtocolVersion.CURRENT.major())
        .setProtocolMinor(ProtocolVersion.CURRENT.minor())
        .setDevice(device.name())
        .setBootId(device.bootId())
        .setSessionId(sessionId)
        .setAgentVersion(agentVersion)
        .setBoard(board.kind())
        .putAllLabels(device.labels())
        .setSimulated(board.simulated())
        .setHost(device.host())
        .addAllSensors(sensors.stream().map(SensorMapping::toMessage).toList())
        .addAllRuntimes(runtimes)
        .addAllPowerModes(board.powerModes())
        .setOperatingSystem(device.operatingSystem())
        .setJavaVersion(device.javaVersion())
        .setCpus(device.cpus())
        .setRole(attachedTo.isPresent() ? METER : "")
        .setAttachedTo(attachedTo.orElse(""))
        .putAllProperties(properties)
        .addAllCores(ConditionsMapping.toMessages(board.cores()))
        .addAllLeases(leases.stream().map(ControlMapping::toMessage).toList())
        .build();
  }
}
