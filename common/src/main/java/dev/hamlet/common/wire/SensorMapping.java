package dev.hamlet.common.wire;

import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailCorrection;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.ReadFigures;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.common.power.TimeConstantSource;
import dev.hamlet.proto.v1.RailDescription;
import dev.hamlet.proto.v1.SensorDescription;

/**
 * What a sensor is, as value and message. What a peer of an earlier version does not send reads as
 * not known.
 *
 * <p>Pure functions. A message that is no value is an {@link IllegalArgumentException}.
 */
public final class SensorMapping {

  private static final int GREATEST_WORD = 0xffff;

  private SensorMapping() {}

  /** To the message. */
  public static SensorDescription toMessage(SensorGroup group) {
    return SensorDescription.newBuilder()
        .setSensor(group.sensor())
        .setGroup(group.group())
        .setKind(group.kind())
        .setSimulated(group.simulated())
        .setNominalRateHz(group.nominalRateHz())
        .setRefreshRateHz(group.refreshRateHz())
        .setTimeConstantNs(group.timeConstantNs())
        .setLagNs(group.lagNs())
        .addAllRails(group.rails().stream().map(SensorMapping::toMessage).toList())
        .setFacts(toMessage(group.facts()))
        .build();
  }

  /** From the message. */
  public static SensorGroup fromMessage(SensorDescription message) {
    return new SensorGroup(
        message.getSensor(),
        message.getGroup(),
        message.getKind(),
        message.getSimulated(),
        message.getNominalRateHz(),
        message.getRefreshRateHz(),
        message.getTimeConstantNs(),
        message.getLagNs(),
        message.getRailsList().stream().map(SensorMapping::fromMessage).toList(),
        fromMessage(message.getFacts()));
  }

  private static RailDescription toMessage(Rail rail) {
    return RailDescription.newBuilder()
        .setName(rail.name())
        .setSupply(rail.scope() == RailScope.SUPPLY)
        .setResolutionWatts(rail.resolutionWatts())
        .addAllGainLimitRatios(rail.errors().gainRatios())
        .setOffsetLimitWatts(rail.errors().offsetWatts())
        .setShuntMicroohms(rail.shuntMicroohms())
        .setGainRatio(rail.correction().gainRatio())
        .setOffsetWatts(rail.correction().offsetWatts())
        .setCounterRange(rail.counterRange())
        .build();
  }

  private static Rail fromMessage(RailDescription message) {
    return new Rail(
        message.getName(),
        message.getSupply() ? RailScope.SUPPLY : RailScope.COMPONENT,
        message.getResolutionWatts(),
        new ErrorLimits(message.getGainLimitRatiosList(), message.getOffsetLimitWatts()),
        message.getShuntMicroohms(),
        new RailCorrection(
            message.hasGainRatio() ? message.getGainRatio() : 1, message.getOffsetWatts()),
        message.getCounterRange());
  }

  private static dev.hamlet.proto.v1.SensorFacts toMessage(SensorFacts facts) {
    dev.hamlet.proto.v1.SensorFacts.Builder message =
        dev.hamlet.proto.v1.SensorFacts.newBuilder()
            .setDriver(facts.driver())
            .setMode(toMessage(facts.mode()))
            .setAverages(facts.averages())
            .setBusHz(facts.busHz())
            .setReadCostP50Ns(facts.reads().costP50Ns())
            .setReadCostP99Ns(facts.reads().costP99Ns())
            .setSeenRefreshRateHz(facts.reads().refreshRateHz())
            .setTimeConstantErrorNs(facts.timeConstantErrorNs())
            .setTimeConstantSource(toMessage(facts.timeConstantSource()))
            .setProfileHash(facts.profileHash())
            .addAllWasSet(facts.wasSet());
    if (facts.configWord() >= 0) {
      message.setConfigWord(facts.configWord());
    }
    if (facts.reads().known()) {
      message.setRepeatRatio(facts.reads().repeatRatio());
    }
    return message.build();
  }

  private static SensorFacts fromMessage(dev.hamlet.proto.v1.SensorFacts message) {
    return new SensorFacts(
        message.getDriver(),
        fromMessage(message.getMode()),
        message.hasConfigWord() ? configWord(message.getConfigWord()) : -1,
        ControlMapping.count("averages", message.getAverages()),
        message.getBusHz(),
        new ReadFigures(
            message.getReadCostP50Ns(),
            message.getReadCostP99Ns(),
            message.getSeenRefreshRateHz(),
            message.hasRepeatRatio() ? message.getRepeatRatio() : -1),
        message.getTimeConstantErrorNs(),
        fromMessage(message.getTimeConstantSource()),
        message.getProfileHash(),
        message.getWasSetList());
  }

  private static int configWord(int word) {
    if (word < 0 || word > GREATEST_WORD) {
      throw new IllegalArgumentException(
          "config_word has more than 16 bits: " + Integer.toUnsignedString(word));
    }
    return word;
  }

  private static dev.hamlet.proto.v1.SensorMode toMessage(SensorMode mode) {
    return switch (mode) {
      case CONTINUOUS -> dev.hamlet.proto.v1.SensorMode.SENSOR_MODE_CONTINUOUS;
      case TRIGGERED -> dev.hamlet.proto.v1.SensorMode.SENSOR_MODE_TRIGGERED;
      case UNKNOWN -> dev.hamlet.proto.v1.SensorMode.SENSOR_MODE_UNSPECIFIED;
    };
  }

  /** A mode of a later version is not known. */
  private static SensorMode fromMessage(dev.hamlet.proto.v1.SensorMode mode) {
    return switch (mode) {
      case SENSOR_MODE_CONTINUOUS -> SensorMode.CONTINUOUS;
      case SENSOR_MODE_TRIGGERED -> SensorMode.TRIGGERED;
      case SENSOR_MODE_UNSPECIFIED, UNRECOGNIZED -> SensorMode.UNKNOWN;
    };
  }

  private static dev.hamlet.proto.v1.TimeConstantSource toMessage(TimeConstantSource source) {
    return switch (source) {
      case CONFIG -> dev.hamlet.proto.v1.TimeConstantSource.TIME_CONSTANT_SOURCE_CONFIG;
      case CALIBRATED -> dev.hamlet.proto.v1.TimeConstantSource.TIME_CONSTANT_SOURCE_CALIBRATED;
      case UNKNOWN -> dev.hamlet.proto.v1.TimeConstantSource.TIME_CONSTANT_SOURCE_UNSPECIFIED;
    };
  }

  private static TimeConstantSource fromMessage(dev.hamlet.proto.v1.TimeConstantSource source) {
    return switch (source) {
      case TIME_CONSTANT_SOURCE_CONFIG -> TimeConstantSource.CONFIG;
      case TIME_CONSTANT_SOURCE_CALIBRATED -> TimeConstantSource.CALIBRATED;
      case TIME_CONSTANT_SOURCE_UNSPECIFIED, UNRECOGNIZED -> TimeConstantSource.UNKNOWN;
    };
  }
}
