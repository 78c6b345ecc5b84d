package dev.hamlet.agent;

import dev.hamlet.agent.log.AgentLogs;
import dev.hamlet.agent.trial.FileHostLock;
import dev.hamlet.common.time.SystemClock;

/**
 * What everything else of an agent is built on.
 *
 * @param logs what was logged last
 * @param closing what is built is pushed here, to be closed in reverse
 */
record AgentParts(
    AgentConfig config,
    StateFolder state,
    Device device,
    FileHostLock hostLock,
    SystemClock clock,
    AgentLogs logs,
    CloseStack closing) {

  /** Opens the folder, the lock and the board; what was opened is closed by {@code closing}. */
  static AgentParts open(
      AgentConfig config, SystemClock clock, AgentLogs logs, CloseStack closing) {
    StateFolder state = StateFolder.open(config.state());
    closing.push("state folder", state::close);
    FileHostLock hostLock = new FileHostLock(config.hostLock(), clock, clock);
    closing.push("host lock", hostLock::close);
    Device device =
        Device.open(config, state.resolve("activity.ring"), state.resolve("board.journal"), clock);
    device.setup().ifPresent(setup -> closing.push("sensor settings", setup::close));
    closing.push("sensor", device.sensor()::close);
    return new AgentParts(config, state, device, hostLock, clock, logs, closing);
  }
}
