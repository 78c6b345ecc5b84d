package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Table {@code experiment_files}, and what a new file does to an experiment. */
final class ExtensionTables {

  private static final RowMapper<FileRevision> FILE = ConstructorMapper.of(FileRevision.class);

  private ExtensionTables() {}

  static List<FileRevision> files(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT * FROM experiment_files WHERE experiment_id = :id ORDER BY revision")
        .bind("id", experimentId)
        .map(FILE)
        .list();
  }

  static void save(Handle handle, String experimentId, FileRevision file) {
    handle
        .createUpdate(
            """
            INSERT INTO experiment_files VALUES (:id,
              (SELECT count(*) + 1 FROM experiment_files WHERE experiment_id = :id),
              :fileName, :fileText, :restriction, :epochMs)
            """)
        .bind("id", experimentId)
        .bindMethods(file)
        .execute();
  }

  static ExperimentRecord extend(Handle handle, Extension extension) {
    String id = extension.experimentId();
    ExperimentRecord old = Found.in(ExperimentTables.find(handle, id), "experiment", id);
    if (old.state().hasEnded() && old.state() != ExperimentState.FINISHED) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "experiment %s is %s and cannot be extended: submit the file as a new one"
              .formatted(id, old.state().word()));
    }
    save(handle, id, extension.file());
    variants(handle, id, extension.variants());
    extension.dropped().forEach(cell -> drop(handle, cell, extension.file().epochMs()));
    extension.revived().forEach(cell -> revive(handle, cell));
    CellInsert.insert(handle, extension.added(), CellTable.count(handle, id));
    boolean more = !extension.added().isEmpty() || !extension.revived().isEmpty();
    update(handle, extension, old.state().hasEnded() && more);
    return Found.in(ExperimentTables.find(handle, id), "experiment", id);
  }

  /** A variant whose bundle has changed is another one now; cells name their bundles themselves. */
  private static void variants(Handle handle, String id, List<VariantRecord> variants) {
    for (VariantRecord variant : variants) {
      handle
          .createUpdate(
              """
              INSERT INTO variants VALUES (:id,
                (SELECT coalesce(max(position), -1) + 1 FROM variants WHERE experiment_id = :id),
                :model, :variant, :artifact, :compression, :parameters, :multiplyAccumulates,
                :fileBytes, :compressedBytes)
              ON CONFLICT (experiment_id, model, variant) DO UPDATE SET
                artifact = excluded.artifact, compression = excluded.compression,
                parameters = excluded.parameters,
                multiply_accumulates = excluded.multiply_accumulates,
                file_bytes = excluded.file_bytes, compressed_bytes = excluded.compressed_bytes
              """)
          .bind("id", id)
          .bindMethods(variant)
          .execute();
    }
  }

  private static void drop(Handle handle, String cellId, long epochMs) {
    handle
        .createUpdate("UPDATE cells SET dropped = 1 WHERE cell_id = :id")
        .bind("id", cellId)
        .execute();
    int ended =
        handle
            .createUpdate(
                """
                UPDATE cells SET state = 'ENDED', verdict_state = 'CANCELLED',
                  verdict_reason = :reason, ended_epoch_ms = :epochMs
                WHERE cell_id = :id AND state <> 'ENDED'
                """)
            .bind("id", cellId)
            .bind("reason", Extension.DROPPED)
            .bind("epochMs", epochMs)
            .execute();
    if (ended > 0) {
      AttemptTable.endOfCell(handle, cellId, AttemptOutcome.WITHDRAWN, Extension.DROPPED, epochMs);
    }
  }

  /** A cell that ended only because it was dropped goes on where it was. */
  private static void revive(Handle handle, String cellId) {
    handle
        .createUpdate(
            """
            UPDATE cells SET state = CASE last_trial_number WHEN 0 THEN 'WAITING' ELSE 'RUNNING' END,
              verdict_state = NULL, verdict_reason = NULL, ended_epoch_ms = 0
            WHERE cell_id = :id AND verdict_state = 'CANCELLED' AND verdict_reason = :reason
            """)
        .bind("id", cellId)
        .bind("reason", Extension.DROPPED)
        .execute();
    handle
        .createUpdate("UPDATE cells SET dropped = 0 WHERE cell_id = :id")
        .bind("id", cellId)
        .execute();
  }

  /** One that runs again starts anew with its next lease, and so does its time limit. */
  private static void update(Handle handle, Extension extension, boolean again) {
    handle
        .createUpdate(
            "UPDATE experiments SET file_name = :fileName, file_text = :fileText, seed = :seed,"
                + " input_set = :inputSet, on_devices = :onDevices"
                + (again
                    ? ", state = 'RUNNING', reason = '', finished_epoch_ms = 0,"
                        + " started_epoch_ms = 0"
                    : "")
                + " WHERE id = :id")
        .bind("id", extension.experimentId())
        .bind("seed", extension.seed())
        .bind("inputSet", extension.inputSet())
        .bind("onDevices", extension.onDevices())
        .bindMethods(extension.file())
        .execute();
  }
}
