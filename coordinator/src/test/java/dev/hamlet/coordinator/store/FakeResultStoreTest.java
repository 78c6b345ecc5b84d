package dev.hamlet.coordinator.store;

final class FakeResultStoreTest extends ResultStoreContract {

  @Override
  ResultStore open() {
    return new FakeResultStore();
  }
}
