package dev.hamlet.twin.power;

/** Cores that busy threads are bound to. */
public enum CoreSet {
  /** Any core; threads take the fastest first. */
  ALL,
  /** The A57 cores only. */
  A57,
  /** The Denver cores only; any core while none of them is on. */
  DENVER
}
