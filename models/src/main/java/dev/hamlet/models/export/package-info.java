/**
 * Writes networks as SavedModels that hold nothing but the inference, and packs models, our own and
 * finished ones, into bundles with their four sizes.
 */
@NullMarked
package dev.hamlet.models.export;

import org.jspecify.annotations.NullMarked;
