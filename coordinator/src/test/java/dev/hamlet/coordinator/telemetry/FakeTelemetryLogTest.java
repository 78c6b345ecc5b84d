package dev.hamlet.coordinator.telemetry;

class FakeTelemetryLogTest extends TelemetryLogContract {

  @Override
  protected TelemetryLog open() {
    return new FakeTelemetryLog();
  }
}
