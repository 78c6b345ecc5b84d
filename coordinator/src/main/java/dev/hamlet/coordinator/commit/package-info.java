/**
 * What several events write becomes durable in one step, and what follows from it for others waits
 * for that: {@link dev.hamlet.coordinator.commit.GroupCommit} is what the store offers, {@link
 * dev.hamlet.coordinator.commit.AfterCommit} is the one place where messages to agents, answers to
 * people and commands wait.
 */
@NullMarked
package dev.hamlet.coordinator.commit;

import org.jspecify.annotations.NullMarked;
