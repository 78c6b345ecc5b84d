package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings a database to the schema of this version: script n takes it from version n-1 to n. The
 * version stands in the database's {@code user_version}. Scripts are never changed once released.
 */
final class SchemaMigrator {

  /** Every script, in order; their resources lie beside this class. */
  static final List<String> SCRIPTS =
      List.of(
          "001-first.sql",
          "002-trial-conditions.sql",
          "003-snapshots-and-flags.sql",
          "004-clocks-and-meters.sql",
          "005-parts-of-groups.sql",
          "006-audit.sql",
          "007-health.sql",
          "008-identities.sql",
          "009-fencing.sql",
          "010-agent-versions.sql",
          "011-on-devices.sql",
          "012-energy-stamps.sql",
          "013-retries.sql",
          "014-traces.sql");

  private final List<String> scripts;

  SchemaMigrator(List<String> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  /** Runs the scripts that the database lacks. The caller holds a transaction around it. */
  void migrate(Handle handle) {
    int version = version(handle);
    if (version > scripts.size()) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "the store has schema version "
              + version
              + ", this Hamlet knows versions up to "
              + scripts.size()
              + ": use the newer Hamlet that wrote it, or another data folder");
    }
    for (String script : scripts.subList(version, scripts.size())) {
      handle.createScript(text(script)).execute();
    }
    handle.execute("PRAGMA user_version = " + scripts.size());
  }

  /** Version of the database; 0 for a new one. */
  static int version(Handle handle) {
    return handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
  }

  private static String text(String script) {
    try (InputStream in = SchemaMigrator.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + script, e);
    }
  }
}
