package dev.hamlet.coordinator.export;

import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What is to be known of the coordinator's own process.
 *
 * @param version version of the program
 * @param transport how gRPC is protected: plaintext, tls or mutual-tls
 * @param certificateExpiresEpochMs end of the validity of its certificate; empty if it has none
 */
public record ServerFacts(
    String version, String transport, Supplier<OptionalLong> certificateExpiresEpochMs) {}
