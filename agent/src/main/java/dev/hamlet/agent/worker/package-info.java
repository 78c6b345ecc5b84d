/** The child process that runs a model: its protocol, its launcher, its death. */
@NullMarked
package dev.hamlet.agent.worker;

import org.jspecify.annotations.NullMarked;
