package dev.hamlet.benchmarks.supervised;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.trial.TrialSpec;
import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.benchmarks.scenario.LoadShape;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.SensorSetup;
import dev.hamlet.benchmarks.virtual.Boards;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.twin.board.ForetoldActivity;
import dev.hamlet.twin.board.TwinSettings;
import java.util.List;
import java.util.Map;

/**
 * What all trials have in common: a steady load of 20 ms on VDD_IN, sampled at 1 kHz.
 *
 * @param scenario sensor and load
 * @param settings the board
 * @param group its sensor as the agent describes it
 * @param protocol as the coordinator makes it for this sensor
 */
public record SupervisedCell(
    Scenario scenario, TwinSettings settings, SensorGroup group, MeasurementProtocol protocol) {

  private static final double INFERENCE_MS = 20;

  /** The cell on the board of a seed, whose sensor has noise only. */
  public static SupervisedCell of(int configWord, long seed) {
    Scenario scenario =
        Scenario.of("", SensorSetup.of(configWord), Load.of(LoadShape.STEADY, INFERENCE_MS));
    TwinSettings settings = Boards.settings(scenario, seed, false);
    double rateHz = 1e9 / SamplingSettings.DEFAULT.periodNs();
    SensorGroup group =
        Boards.withLimits(
            TwinDevice.of(settings, new ForetoldActivity(), () -> 0)
                .sensor()
                .group()
                .sampledAt(rateHz),
            scenario.sensor());
    MeasurementProtocol protocol =
        ProtocolTimes.forSensors(scenario.profile().protocol(seed), List.of(group));
    return new SupervisedCell(scenario, settings, group, protocol);
  }

  /** From the opening of the gate to the burst, in ns; a warm-up ends with an inference. */
  long leadNs() {
    return protocol.warmUp().plus(protocol.settle()).plus(protocol.idle()).toNanos();
  }

  /** Its first trial. */
  TrialSpec spec() {
    CellSpec cell = new CellSpec("cell", "load", "steady", "", "virtual", 1, "", 0, Map.of());
    return new TrialSpec(1, cell, 1, settings.powerMode().name(), List.of(), protocol);
  }
}
