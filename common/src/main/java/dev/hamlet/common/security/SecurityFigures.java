package dev.hamlet.common.security;

import java.util.OptionalLong;

/**
 * What is to be known of the protection of a server's connections.
 *
 * @param kind how they are protected
 * @param expiresEpochMs end of the validity of its certificate, ms since 1970; empty if it has none
 * @param reloadedEpochMs when its files were read last and all of them were good, ms since 1970;
 *     empty without files
 * @param reloadGood false while files that were renewed cannot be used
 * @param untrusted certificates of clients that did not lead to its authority or are not valid
 */
public record SecurityFigures(
    TransportSecurity.Kind kind,
    OptionalLong expiresEpochMs,
    OptionalLong reloadedEpochMs,
    boolean reloadGood,
    long untrusted) {}
