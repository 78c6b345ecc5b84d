package dev.hamlet.agent.uplink.outbox;

/**
 * Whose telemetry it is.
 *
 * @param device name of the device
 * @param bootId epoch of its monotonic clock
 * @param sessionId one life of the agent process: the space of telemetry sequences and reports
 */
public record SessionIdentity(String device, String bootId, String sessionId) {}
