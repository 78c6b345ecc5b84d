/** What the coordinator's own trials teach about the time that cells take. */
@NullMarked
package dev.hamlet.coordinator.cell.cost;

import org.jspecify.annotations.NullMarked;
