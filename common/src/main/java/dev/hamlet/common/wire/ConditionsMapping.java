package dev.hamlet.common.wire;

import dev.hamlet.common.experiment.ClockRange;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.proto.v1.CoreKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What boards are and were like, to and from values. Pure functions. */
public final class ConditionsMapping {

  private ConditionsMapping() {}

  /** To messages. */
  public static List<dev.hamlet.proto.v1.PowerModeCores> toMessages(List<PowerModeCores> cores) {
    return cores.stream().map(ConditionsMapping::toMessage).toList();
  }

  /** From messages. */
  public static List<PowerModeCores> fromMessages(
      List<dev.hamlet.proto.v1.PowerModeCores> messages) {
    return messages.stream().map(ConditionsMapping::fromMessage).toList();
  }

  static dev.hamlet.proto.v1.TrialConditions toMessage(TrialConditions conditions) {
    dev.hamlet.proto.v1.TrialConditions.Builder message =
        dev.hamlet.proto.v1.TrialConditions.newBuilder()
            .setCpu(toMessage(conditions.cpu()))
            .setGpu(toMessage(conditions.gpu()))
            .setMemory(toMessage(conditions.memory()))
            .setHottestZone(conditions.hottestZone())
            .setHottestC(conditions.hottestC())
            .setLooks(conditions.looks())
            .setHostWaitNs(conditions.hostWaitNs());
    if (!Double.isNaN(conditions.foreignCpuRatio())) {
      message.setForeignCpuRatio(conditions.foreignCpuRatio());
    }
    return message.build();
  }

  static TrialConditions fromMessage(dev.hamlet.proto.v1.TrialConditions message) {
    return new TrialConditions(
        fromMessage(message.getCpu()),
        fromMessage(message.getGpu()),
        fromMessage(message.getMemory()),
        message.getHottestZone(),
        message.getHottestZone().isEmpty() ? Double.NaN : message.getHottestC(),
        message.hasForeignCpuRatio() ? message.getForeignCpuRatio() : Double.NaN,
        ControlMapping.count("looks", message.getLooks()),
        message.getHostWaitNs());
  }

  private static dev.hamlet.proto.v1.PowerModeCores toMessage(PowerModeCores cores) {
    dev.hamlet.proto.v1.PowerModeCores.Builder message =
        dev.hamlet.proto.v1.PowerModeCores.newBuilder().setPowerMode(cores.powerMode());
    new TreeMap<>(cores.cpus())
        .forEach(
            (kind, cpus) -> message.addKinds(CoreKind.newBuilder().setKind(kind).addAllCpus(cpus)));
    return message.build();
  }

  private static PowerModeCores fromMessage(dev.hamlet.proto.v1.PowerModeCores message) {
    Map<String, List<Integer>> cpus = new TreeMap<>();
    message.getKindsList().forEach(kind -> cpus.put(kind.getKind(), kind.getCpusList()));
    return new PowerModeCores(message.getPowerMode(), cpus);
  }

  private static dev.hamlet.proto.v1.ClockRange toMessage(ClockRange range) {
    return dev.hamlet.proto.v1.ClockRange.newBuilder()
        .setMinHz(range.minHz())
        .setMaxHz(range.maxHz())
        .build();
  }

  private static ClockRange fromMessage(dev.hamlet.proto.v1.ClockRange message) {
    return new ClockRange(message.getMinHz(), message.getMaxHz());
  }
}
