package dev.hamlet.agent.uplink.outbox;

/**
 * What became of the batches and traces of the session. Identity: {@code offered = acknowledged +
 * pending + spoolFull}.
 *
 * @param offered handed over for sending
 * @param acknowledged durable at the coordinator
 * @param pending waiting for that, in memory or in the spool
 * @param spoolFull dropped, the newest first, because memory and spool were full
 * @param spooled of the pending, those that are in the spool
 * @param resent sent once more after a reconnect; may be acknowledged all the same
 */
public record OutboxCounters(
    long offered, long acknowledged, long pending, long spoolFull, long spooled, long resent) {}
