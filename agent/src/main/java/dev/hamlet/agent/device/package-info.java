/** What this board is: identity, labels, temperatures, power modes. */
@NullMarked
package dev.hamlet.agent.device;

import org.jspecify.annotations.NullMarked;
