package dev.hamlet.coordinator.schedule;

import java.util.Set;

/**
 * A device that can take a lease: heard, without a lease, neither drained nor quarantined nor
 * reserved.
 *
 * @param name name of the device
 * @param host the host that its agent lives on; empty if it is the host's only one
 * @param exclusive whether it wants its host for itself while it holds a lease
 * @param powerMode the power mode it is in; empty if it is not known
 * @param artifacts what it is known to have at hand
 */
public record IdleDevice(
    String name, String host, boolean exclusive, String powerMode, Set<String> artifacts) {}
