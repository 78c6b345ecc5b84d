package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.audit.AuditEntry;
import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.proto.v1.AuditReply;
import dev.hamlet.proto.v1.AuditRequest;
import java.util.List;

/** The audit log on the operator's wire. Pure. */
final class AuditMapping {

  private static final int USUALLY = 1_000;
  private static final int MOST = 10_000;

  private AuditMapping() {}

  static AuditQuery query(AuditRequest request) {
    int asked = request.getMost() == 0 ? USUALLY : request.getMost();
    int most = asked < 0 ? MOST : Math.min(MOST, asked); // unsigned on the wire
    return new AuditQuery(request.getSinceEpochMs(), request.getSubject(), most);
  }

  static AuditReply reply(List<AuditEntry> entries) {
    AuditReply.Builder reply = AuditReply.newBuilder();
    entries.forEach(entry -> reply.addEntries(message(entry)));
    return reply.build();
  }

  private static dev.hamlet.proto.v1.AuditEntry message(AuditEntry entry) {
    return dev.hamlet.proto.v1.AuditEntry.newBuilder()
        .setEpochMs(entry.epochMs())
        .setWho(entry.who())
        .setVerb(entry.verb())
        .setSubject(entry.subject())
        .setOutcome(entry.outcome().word())
        .setDetail(entry.detail())
        .build();
  }
}
