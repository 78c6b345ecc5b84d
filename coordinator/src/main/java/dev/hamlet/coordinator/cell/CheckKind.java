package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.coordinator.device.AgentLink;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * One kind of {@link DeviceChecks}.
 *
 * @param <O> the order
 * @param <T> what it finds
 * @param done what is done to the device, as in "while it was <i>calibrated</i>"
 * @param byHand what to do where its agent is too old, one clause
 * @param within so long an answer is waited for
 * @param send gives the order to its agent
 * @param keep takes what was found, by the device's name
 */
record CheckKind<O extends BoardOrder, T>(
    String done,
    String byHand,
    Duration within,
    BiConsumer<AgentLink, O> send,
    BiConsumer<String, T> keep) {}
