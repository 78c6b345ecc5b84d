/**
 * The kernel's files for an agent that is not root: what only root may do, a small helper does that
 * takes nothing but a fixed list of requests.
 */
@NullMarked
package dev.hamlet.agent.sysfs.helped;

import org.jspecify.annotations.NullMarked;
