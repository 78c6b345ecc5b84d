package dev.hamlet.common.wire;

import dev.hamlet.common.inference.PhaseKind;

/** Kinds of phases, as value and message. */
final class PhaseMapping {

  private PhaseMapping() {}

  static dev.hamlet.proto.v1.PhaseKind toMessage(PhaseKind kind) {
    return switch (kind) {
      case GATE -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_GATE;
      case WARM_UP -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_WARM_UP;
      case SETTLE -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_SETTLE;
      case IDLE_BEFORE -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_IDLE_BEFORE;
      case BURST -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_BURST;
      case GUARD -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_GUARD;
      case IDLE_AFTER -> dev.hamlet.proto.v1.PhaseKind.PHASE_KIND_IDLE_AFTER;
    };
  }

  static PhaseKind fromMessage(dev.hamlet.proto.v1.PhaseKind kind) {
    return switch (kind) {
      case PHASE_KIND_GATE -> PhaseKind.GATE;
      case PHASE_KIND_WARM_UP -> PhaseKind.WARM_UP;
      case PHASE_KIND_SETTLE -> PhaseKind.SETTLE;
      case PHASE_KIND_IDLE_BEFORE -> PhaseKind.IDLE_BEFORE;
      case PHASE_KIND_BURST -> PhaseKind.BURST;
      case PHASE_KIND_GUARD -> PhaseKind.GUARD;
      case PHASE_KIND_IDLE_AFTER -> PhaseKind.IDLE_AFTER;
      case PHASE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw Bounds.refusal("has a phase of an unknown kind");
    };
  }
}
