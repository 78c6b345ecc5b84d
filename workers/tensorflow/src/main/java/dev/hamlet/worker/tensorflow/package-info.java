/**
 * A program that executes SavedModels for an agent: it connects to the socket named in its
 * environment, answers requests through TensorFlow Java, and ends with the connection.
 */
@NullMarked
package dev.hamlet.worker.tensorflow;

import org.jspecify.annotations.NullMarked;
