package dev.hamlet.agent.uplink;

import java.time.Duration;

/**
 * Patience of the links.
 *
 * @param firstDelay longest first delay after a failed attempt
 * @param greatestDelay longest delay
 * @param welcomeWithin how long the coordinator may take to answer a hello
 * @param repeatReportsAfter a report that is not acknowledged by then is sent once more
 * @param spillAfter how long the telemetry link must have been down before anything goes to disk
 */
public record LinkSettings(
    Duration firstDelay,
    Duration greatestDelay,
    Duration welcomeWithin,
    Duration repeatReportsAfter,
    Duration spillAfter) {

  /**
   * What agents use. A coordinator that comes back hears every agent well before it would take one
   * for lost, which is after 30 s.
   */
  public static final LinkSettings DEFAULT =
      new LinkSettings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));
}
