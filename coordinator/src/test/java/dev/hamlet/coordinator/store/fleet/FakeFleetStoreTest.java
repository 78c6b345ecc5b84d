package dev.hamlet.coordinator.store.fleet;

final class FakeFleetStoreTest extends FleetStoreContract {

  @Override
  protected FleetStore open() {
    return new FakeFleetStore();
  }
}
