package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.Optional;

/** Insists that what is to be changed exists. */
final class Found {

  private Found() {}

  static <T> T in(Optional<T> found, String what, Object id) {
    return found.orElseThrow(
        () -> new HamletException(ErrorCode.NOT_FOUND, "the store knows no " + what + " " + id));
  }
}
