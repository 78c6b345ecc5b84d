package dev.hamlet.coordinator.device;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.wire.ConditionsMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.common.wire.SensorMapping;
import dev.hamlet.common.wire.VitalsMapping;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.proto.v1.Heartbeat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hello and heartbeat from the wire, with every bound checked. */
final class HelloMapping {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9._-]{0,62})");
  private static final String METER = "meter";
  private static final String STOPPING = "stopping";
  private static final int MAX_LABELS = 64;
  private static final int MAX_LIST = 256;
  private static final int MAX_TEXT = 256;

  private HelloMapping() {}

  /**
   * @throws HamletException PRECONDITION if the agent speaks a protocol too far away
   * @throws InvalidInputException with everything that is out of bounds
   */
  static AgentHello hello(dev.hamlet.proto.v1.AgentHello hello, long epochMs) {
    ProtocolVersion peer = new ProtocolVersion(hello.getProtocolMajor(), hello.getProtocolMinor());
    ProtocolVersion.CURRENT
        .refusalOf(peer)
        .ifPresent(
            reason -> {
              throw new HamletException(ErrorCode.PRECONDITION, reason);
            });
    check(hello);
    return new AgentHello(
        device(hello, epochMs),
        hello.getLeasesList().stream().map(ControlMapping::fromMessage).toList());
  }

  static AgentHeartbeat heartbeat(Heartbeat heartbeat, long receivedNs) {
    return new AgentHeartbeat(
        heartbeat.getSentMonotonicNs(),
        receivedNs,
        heartbeat.getLeasesList().stream()
            .limit(MAX_LIST)
            .map(ControlMapping::fromMessage)
            .toList(),
        ControlMapping.fromMessages(
            heartbeat.getTemperaturesList().stream().limit(MAX_LIST).toList()),
        heartbeat.getPowerMode(),
        heartbeat.getUnacknowledgedBatches(),
        heartbeat.getPhase(),
        heartbeat.hasExchange() ? exchange(heartbeat.getExchange()) : null,
        suspended(heartbeat),
        heartbeat.getState().equals(STOPPING),
        VitalsMapping.fromMessage(heartbeat.getVitals()),
        heartbeat.hasDisk() ? ControlMapping.fromMessage(heartbeat.getDisk()) : null);
  }

  /** Null of an agent that does not say how exact it is: to ten milliseconds it says nothing. */
  private static @Nullable SuspendedBounds suspended(Heartbeat heartbeat) {
    long errorNs = heartbeat.getSuspendedErrorNs();
    return errorNs <= 0
        ? null
        : new SuspendedBounds(
            heartbeat.getSuspendedNs() - errorNs, heartbeat.getSuspendedNs() + errorNs);
  }

  private static ClockExchange exchange(dev.hamlet.proto.v1.ClockExchange exchange) {
    return new ClockExchange(
        exchange.getSentMonotonicNs(),
        exchange.getReceivedCoordinatorNs(),
        exchange.getRepliedCoordinatorNs(),
        exchange.getReceivedMonotonicNs());
  }

  private static DeviceRecord device(dev.hamlet.proto.v1.AgentHello hello, long epochMs) {
    List<SensorGroup> sensors =
        hello.getSensorsList().stream().map(SensorMapping::fromMessage).toList();
    return new DeviceRecord(
        hello.getDevice(),
        hello.getBoard(),
        hello.getLabelsMap(),
        hello.getSimulated(),
        hello.getHost(),
        hello.getBootId(),
        hello.getSessionId(),
        hello.getAgentVersion(),
        hello.getOperatingSystem(),
        hello.getJavaVersion(),
        hello.getCpus(),
        sensors,
        hello.getRuntimesList(),
        hello.getPowerModesList(),
        DeviceState.AVAILABLE.word(),
        epochMs,
        epochMs,
        ConditionsMapping.fromMessages(hello.getCoresList()),
        hello.getAttachedTo(),
        hello.getPropertiesMap(),
        hello.hasMeterCost() ? MeterCostMapping.fromMessage(hello.getMeterCost()) : null,
        null);
  }

  private static void check(dev.hamlet.proto.v1.AgentHello hello) {
    List<Problem> problems = new ArrayList<>();
    if (!NAME.matcher(hello.getDevice()).matches()) {
      problems.add(
          new Problem("device", "a name has 1 to 63 letters, digits, dots, dashes, underscores"));
    }
    role(problems, hello.getRole(), hello.getAttachedTo());
    text(problems, "boot_id", hello.getBootId());
    text(problems, "session_id", hello.getSessionId());
    bound(problems, "labels", hello.getLabelsCount(), MAX_LABELS);
    bound(problems, "properties", hello.getPropertiesCount(), MAX_LABELS);
    hello
        .getPropertiesMap()
        .forEach(
            (name, value) -> {
              if (name.length() > MAX_TEXT || value.length() > MAX_TEXT) {
                problems.add(
                    new Problem(
                        "properties", "an entry has more than " + MAX_TEXT + " characters"));
              }
            });
    bound(problems, "sensors", hello.getSensorsCount(), MAX_LABELS);
    bound(problems, "runtimes", hello.getRuntimesCount(), MAX_LABELS);
    bound(problems, "power_modes", hello.getPowerModesCount(), MAX_LABELS);
    bound(problems, "cores", hello.getCoresCount(), MAX_LABELS);
    bound(problems, "leases", hello.getLeasesCount(), MAX_LIST);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  private static void role(List<Problem> problems, String role, String attachedTo) {
    if (role.isEmpty() != attachedTo.isEmpty() || !(role.isEmpty() || role.equals(METER))) {
      problems.add(new Problem("role", "is empty, or meter with the device it is attached to"));
    } else if (!attachedTo.isEmpty() && !NAME.matcher(attachedTo).matches()) {
      problems.add(new Problem("attached_to", "is no device's name"));
    }
  }

  private static void text(List<Problem> problems, String field, String text) {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      problems.add(new Problem(field, "must have 1 to " + MAX_TEXT + " characters"));
    }
  }

  private static void bound(List<Problem> problems, String field, int count, int most) {
    if (count > most) {
      problems.add(new Problem(field, count + " entries, at most " + most + " are taken"));
    }
  }
}
