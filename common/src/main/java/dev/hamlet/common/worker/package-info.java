/** The frames that an agent and the worker processes beside it exchange. */
@NullMarked
package dev.hamlet.common.worker;

import org.jspecify.annotations.NullMarked;
