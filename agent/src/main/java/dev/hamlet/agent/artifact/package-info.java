/** Brings artifacts to this device: downloads, resumes, checks hashes. */
@NullMarked
package dev.hamlet.agent.artifact;

import org.jspecify.annotations.NullMarked;
