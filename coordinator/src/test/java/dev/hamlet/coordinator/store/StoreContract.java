package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store with one experiment, for each test of a contract. */
abstract class StoreContract {

  ResultStore store;

  private final StoreUnderTest subject;

  StoreContract(StoreUnderTest subject) {
    this.subject = subject;
  }

  @BeforeEach
  void submitOne() {
    store = subject.open();
    store.submit(StoreValues.EXPERIMENT, StoreValues.VARIANTS, StoreValues.CELLS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  final void reopen() {
    store = subject.reopen(store);
  }

  static void assertNotFound(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
