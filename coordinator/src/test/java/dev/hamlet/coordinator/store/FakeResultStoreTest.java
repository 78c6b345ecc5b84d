package dev.hamlet.coordinator.store;

import org.junit.jupiter.api.Nested;

final class FakeResultStoreTest implements StoreUnderTest {

  @Override
  public ResultStore open() {
    return new FakeResultStore();
  }

  @Nested
  final class Experiments extends ExperimentsContract {

    Experiments() {
      super(FakeResultStoreTest.this);
    }
  }

  @Nested
  final class Leases extends LeasesContract {

    Leases() {
      super(FakeResultStoreTest.this);
    }
  }

  @Nested
  final class Trials extends TrialsContract {

    Trials() {
      super(FakeResultStoreTest.this);
    }
  }

  @Nested
  final class Devices extends DevicesContract {

    Devices() {
      super(FakeResultStoreTest.this);
    }
  }
}
