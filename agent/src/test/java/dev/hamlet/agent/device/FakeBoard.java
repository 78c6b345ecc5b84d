package dev.hamlet.agent.device;

import dev.hamlet.common.experiment.Temperature;
import java.util.List;

/** A board whose temperature and power mode a test sets. */
public final class FakeBoard implements Board {

  private volatile double celsius = 40;
  private volatile String powerMode = "MAXN";
  private volatile boolean stubborn;

  @Override
  public String kind() {
    return "fake";
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public List<Temperature> temperatures() {
    return List.of(new Temperature("cpu", celsius));
  }

  @Override
  public List<String> powerModes() {
    return List.of("MAXN", "MAXQ");
  }

  @Override
  public String powerMode() {
    return powerMode;
  }

  @Override
  public void setPowerMode(String mode) {
    if (!stubborn) {
      powerMode = mode;
    }
  }

  /** Sets the temperature of its only zone. */
  public void heatTo(double newCelsius) {
    celsius = newCelsius;
  }

  /** From now on it takes power modes without a word and does not change. */
  public void refuseModes() {
    stubborn = true;
  }
}
