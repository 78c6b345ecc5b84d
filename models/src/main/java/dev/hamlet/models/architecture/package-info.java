/**
 * Networks as values: layers with their shapes and costs, weights as plain numbers. Knows no
 * runtime, so that a compression is a function from network to network.
 */
@NullMarked
package dev.hamlet.models.architecture;

import org.jspecify.annotations.NullMarked;
