/**
 * Every key of an experiment file, described once: what may stand there, its unit, its default and
 * what it is for. The parser reads by these descriptions, and the JSON Schema and the tables of the
 * documentation are written from them.
 */
@NullMarked
package dev.hamlet.coordinator.experiment.schema;

import org.jspecify.annotations.NullMarked;
