package dev.hamlet.coordinator.device;

/**
 * Why a device is in its state, for people.
 *
 * @param who who put it there: a person, or empty for what is only observed
 * @param reason one sentence; may be empty
 * @param sinceEpochMs from when on, wall clock
 * @param untilEpochMs when it ends by itself, wall clock; 0 if it does not
 * @param reserved whether somebody has it for a while
 */
public record StateNote(
    String who, String reason, long sinceEpochMs, long untilEpochMs, boolean reserved) {}
