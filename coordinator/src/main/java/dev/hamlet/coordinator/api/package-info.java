/** The gRPC face for people and tools: experiments, devices, results. */
@NullMarked
package dev.hamlet.coordinator.api;

import org.jspecify.annotations.NullMarked;
