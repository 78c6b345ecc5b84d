package dev.hamlet.agent.metrics;

import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whom an agent's metrics ask at each scrape; nobody blocks.
 *
 * @param version version of the agent
 * @param device name of its device
 * @param connected whether the coordinator answers
 * @param group the sensor group that is sampled
 * @param power its rails
 * @param simulated whether the board is a twin
 * @param sampling its counters
 * @param temperatures of the board
 * @param vitals what the board was doing at the last heartbeat
 * @param outbox what became of telemetry
 * @param spoolBytes size of the spool
 */
public record LocalView(
    String version,
    String device,
    BooleanSupplier connected,
    String group,
    LocalPower power,
    boolean simulated,
    Supplier<SamplingCounters> sampling,
    Supplier<List<Temperature>> temperatures,
    Supplier<Vitals> vitals,
    Supplier<OutboxCounters> outbox,
    LongSupplier spoolBytes) {}
