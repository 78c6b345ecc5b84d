package dev.hamlet.agent.metercost;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.wire.MeterCostMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps what measuring costs in the agent's state folder, for its later lives. */
public record MeterCostFile(Path file) {

  /** What an earlier life found; empty if none did. */
  public Optional<MeterCost> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MeterCostMapping.decode(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.DATA_LOSS, file + " is damaged: delete it and start with --meter-cost", e);
    }
  }

  /** Replaces it. */
  public void write(MeterCost cost) {
    try {
      Files.write(file, MeterCostMapping.encode(cost));
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot write " + file, e);
    }
  }
}
