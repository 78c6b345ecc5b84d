/**
 * The store in one SQLite file: one class per part of the schema, one migration script per version.
 */
@NullMarked
package dev.hamlet.coordinator.store.sqlite;

import org.jspecify.annotations.NullMarked;
