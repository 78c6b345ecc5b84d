/** What a board is doing at one moment, for people and metrics; no result rests on it. */
@NullMarked
package dev.hamlet.common.vitals;

import org.jspecify.annotations.NullMarked;
