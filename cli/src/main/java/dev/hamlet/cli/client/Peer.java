package dev.hamlet.cli.client;

import dev.hamlet.common.security.TransportSecurity;

/**
 * The coordinator that a client speaks with.
 *
 * @param address where it listens
 * @param security how the connection is protected
 */
record Peer(CoordinatorAddress address, TransportSecurity security) {}
