/**
 * What an agent and the worker processes beside it exchange: frames over a Unix socket, the
 * messages inside them, the environment a worker starts in, and the shared ring of activity edges.
 * {@code docs/worker-protocol.md} says the same to whoever writes a worker in another language.
 */
@NullMarked
package dev.hamlet.common.worker;

import org.jspecify.annotations.NullMarked;
