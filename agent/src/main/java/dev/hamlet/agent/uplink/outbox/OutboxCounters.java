package dev.hamlet.agent.uplink.outbox;

/**
 * What became of the batches and traces of the session. Identity: {@code offered = acknowledged +
 * pending + spoolFull + spoolLost}.
 *
 * @param offered handed over for sending
 * @param acknowledged durable at the coordinator
 * @param pending waiting for that, in memory or in the spool
 * @param spoolFull dropped, the newest first, because memory and spool were full
 * @param spoolLost dropped, because the disk gave them back damaged or not at all
 * @param spooled of the pending, those that are in the spool
 * @param resent sent once more after a reconnect; may be acknowledged all the same
 * @param diskFailures how often the disk refused to write or read the spool
 */
public record OutboxCounters(
    long offered,
    long acknowledged,
    long pending,
    long spoolFull,
    long spoolLost,
    long spooled,
    long resent,
    long diskFailures) {}
