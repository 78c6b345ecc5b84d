/** What an operator knows of a board better than its kernel: names, shunts, gains. */
@NullMarked
package dev.hamlet.agent.sensor.profile;

import org.jspecify.annotations.NullMarked;
