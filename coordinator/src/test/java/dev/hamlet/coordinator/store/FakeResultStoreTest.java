package dev.hamlet.coordinator.store;

final class FakeResultStoreTest extends ResultStoreContract {

  @Override
  protected ResultStore open() {
    return new FakeResultStore();
  }
}
