/**
 * Reads YAML files that people write: every problem is found at once and names its line and column,
 * an unknown key or word comes with the one that was probably meant.
 */
@NullMarked
package dev.hamlet.common.yaml;

import org.jspecify.annotations.NullMarked;
