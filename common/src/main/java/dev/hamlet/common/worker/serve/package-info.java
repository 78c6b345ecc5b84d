/**
 * What every worker written in Java shares: answering an agent, running bursts, reading inputs,
 * choosing the class. A runtime adds a {@link dev.hamlet.common.worker.serve.ModelRunner} and a
 * {@code main}.
 */
@NullMarked
package dev.hamlet.common.worker.serve;

import org.jspecify.annotations.NullMarked;
