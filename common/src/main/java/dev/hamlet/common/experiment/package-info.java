/**
 * Values of an experiment that both ends need: how a trial is measured, what a cell is, how it
 * ended.
 */
@NullMarked
package dev.hamlet.common.experiment;

import org.jspecify.annotations.NullMarked;
