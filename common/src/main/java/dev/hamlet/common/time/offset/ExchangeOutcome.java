package dev.hamlet.common.time.offset;

/** What an exchange of clock stamps told. */
public enum ExchangeOutcome {
  /** Its own stamps contradict each other, or it is not newer than the last: left out. */
  REFUSED,
  /** It agrees with those before it. */
  AGREES,
  /** It contradicts them: since then a clock stepped or stood still, or its rate changed. */
  STEPPED
}
