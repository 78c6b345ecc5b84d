package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps of devices. */
public abstract class DevicesContract extends StoreContract {

  protected DevicesContract(StoreUnderTest subject) {
    super(subject);
  }

  @Test
  void device_isReplacedButFirstSeenStays() {
    DeviceRecord first = StoreValues.device("twin-1", "available", 10, 10);
    store.saveDevice(StoreValues.device("twin-2", "available", 20, 20));
    store.saveDevice(first);
    store.saveDevice(StoreValues.device("twin-1", "lost", 30, 40));
    reopen();

    assertThat(store.devices())
        .containsExactly(
            StoreValues.device("twin-1", "lost", 10, 40),
            StoreValues.device("twin-2", "available", 20, 20));
  }

  @Test
  void sensors_areKeptAsTheyWereWhenATrialWasMeasured() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveDevice(StoreValues.device("twin-1", "available", 10, 10));
    store.saveTrial(StoreValues.trial("cell-a", 1, token));
    SensorGroup changed = StoreValues.sensors().get(0).with(SensorFacts.UNKNOWN);
    store.saveDevice(StoreValues.device("twin-1", "available", 10, 10, List.of(changed)));
    reopen();

    assertThat(store.sensorSnapshots("e-1"))
        .containsExactly(SensorSnapshot.of(StoreValues.sensors()));
    assertThat(store.devices().get(0).sensors()).containsExactly(changed);
    assertThat(store.sensorSnapshots("e-9")).isEmpty();
  }

  @Test
  void deviceEnergy_isReplacedPerRail() {
    store.saveDeviceEnergy(
        List.of(
            new DeviceEnergyRecord("twin-1", "VDD_IN", 1.5, 0, 0, "boot-1", 7),
            new DeviceEnergyRecord("twin-1", "VDD_MUX", 2.5, 0, 0, "", 0)));
    store.saveDeviceEnergy(
        List.of(new DeviceEnergyRecord("twin-1", "VDD_IN", 3.5, 0.25, 2, "boot-1", 9)));
    reopen();

    assertThat(store.deviceEnergy())
        .containsExactly(
            new DeviceEnergyRecord("twin-1", "VDD_IN", 3.5, 0.25, 2, "boot-1", 9),
            new DeviceEnergyRecord("twin-1", "VDD_MUX", 2.5, 0, 0, "", 0));
  }

  @Test
  void clockNodes_areKeptPerPairOfBootsAndForgottenByAge() {
    ClockNodeRecord old = node("boot-1", 10, 1_000);
    ClockNodeRecord young = node("boot-1", 20, 2_000);
    store.saveClockNodes(List.of(old, young, node("boot-2", 5, 2_000)), 0);
    reopen();

    assertThat(store.clockNodes("tx2-1", "boot-1", "here")).containsExactly(old, young);
    assertThat(store.clockNodes("tx2-1", "boot-1", "elsewhere")).isEmpty();

    store.saveClockNodes(List.of(), 1_500);
    assertThat(store.clockNodes("tx2-1", "boot-1", "here")).containsExactly(young);
  }

  private static ClockNodeRecord node(String bootId, long deviceNs, long epochMs) {
    return new ClockNodeRecord("tx2-1", bootId, "here", deviceNs, -7, 3, deviceNs == 20, epochMs);
  }
}
