/** What reads power rails: the interface, and one package per driver. */
@NullMarked
package dev.hamlet.agent.sensor;

import org.jspecify.annotations.NullMarked;
