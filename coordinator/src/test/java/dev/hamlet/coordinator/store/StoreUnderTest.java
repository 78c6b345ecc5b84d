package dev.hamlet.coordinator.store;

/** An implementation of {@link ResultStore} for its contracts. */
public interface StoreUnderTest {

  /** An empty store. */
  ResultStore open();

  /** Lets go of the store and opens it again, where it outlives its process. */
  default ResultStore reopen(ResultStore store) {
    return store;
  }
}
