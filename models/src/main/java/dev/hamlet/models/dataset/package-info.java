/**
 * Labelled inputs made in code: ten glyphs drawn from strokes, each time turned, sheared, bent,
 * shifted, inked and disturbed differently. A seed and a purpose decide every pixel.
 */
@NullMarked
package dev.hamlet.models.dataset;

import org.jspecify.annotations.NullMarked;
