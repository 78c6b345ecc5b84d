package dev.hamlet.coordinator.device;

import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.List;

/** One control stream of one life of an agent; no two are equal. Immutable. */
public final class DeviceSession {

  private final DeviceRecord description;
  private final AgentLink link;

  /**
   * A session.
   *
   * @param description what the agent said of its device
   * @param link the way back
   */
  public DeviceSession(DeviceRecord description, AgentLink link) {
    this.description = description;
    this.link = link;
  }

  /** What the agent said of its device. */
  public DeviceRecord description() {
    return description;
  }

  /** The way back. */
  public AgentLink link() {
    return link;
  }

  /** Name of the device. */
  public String device() {
    return description.name();
  }

  /** The life of the agent; equal over the streams of one life. */
  public String sessionId() {
    return description.sessionId();
  }

  /** Epoch of the device's monotonic clock. */
  public String bootId() {
    return description.bootId();
  }

  /** The sensor groups of the device. */
  public List<SensorGroup> sensors() {
    return description.sensors();
  }
}
