/**
 * Compressions as functions from network to network, and the words by which an experiment file
 * names them. A new compression is one class and one line in {@code CompressionWords}.
 */
@NullMarked
package dev.hamlet.models.compression;

import org.jspecify.annotations.NullMarked;
