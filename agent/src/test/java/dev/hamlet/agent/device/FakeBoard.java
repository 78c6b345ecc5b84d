package dev.hamlet.agent.device;

import dev.hamlet.common.experiment.Temperature;
import java.util.List;
import java.util.Optional;

/** A board whose temperature and power mode a test sets. */
public final class FakeBoard implements Board {

  private volatile double celsius = 40;
  private volatile String powerMode = "MAXN";
  private volatile boolean stubborn;
  private volatile boolean real;
  private volatile Optional<BoardLook> look = Optional.empty();

  @Override
  public String kind() {
    return "fake";
  }

  @Override
  public boolean simulated() {
    return !real;
  }

  @Override
  public BoardMonitor monitor() {
    return () -> look.orElseGet(() -> BoardLook.of(temperatures()));
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

  /** From now on it says that it is a real board. */
  public void beReal() {
    real = true;
  }

  /** What every look shows from now on. */
  public void show(BoardLook newLook) {
    look = Optional.of(newLook);
  }

  /** From now on it takes power modes without a word and does not change. */
  public void refuseModes() {
    stubborn = true;
  }
}
