package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Tables {@code experiments} and {@code variants}. */
final class ExperimentTables {

  private static final RowMapper<ExperimentRecord> EXPERIMENT =
      ConstructorMapper.of(ExperimentRecord.class);
  private static final RowMapper<VariantRecord> VARIANT = ConstructorMapper.of(VariantRecord.class);

  private ExperimentTables() {}

  static void insert(Handle handle, ExperimentRecord experiment) {
    if (find(handle, experiment.id()).isPresent()) {
      throw new HamletException(
          ErrorCode.ALREADY_EXISTS, "the experiment id " + experiment.id() + " is taken");
    }
    handle
        .createUpdate(
            """
            INSERT INTO experiments VALUES (:id, :submissionId, :name, :owner, :fileName, :fileText,
              :seed, :inputSet, :state, :reason, :submittedEpochMs, :startedEpochMs,
              :finishedEpochMs, :onDevices)
            """)
        .bindMethods(experiment)
        .execute();
  }

  /** Hides an experiment whose cells are not stored yet. */
  static void hide(Handle handle, String id) {
    handle
        .createUpdate("UPDATE experiments SET state = 'SUBMITTING' WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Shows an experiment whose cells are all stored. */
  static void show(Handle handle, String id) {
    handle
        .createUpdate("UPDATE experiments SET state = 'RUNNING' WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Takes away what is left of experiments whose cells were never stored as a whole. */
  static void forgetHalf(Handle handle) {
    String half = " IN (SELECT id FROM experiments WHERE state = 'SUBMITTING')";
    handle.execute("DELETE FROM cells WHERE experiment_id" + half);
    handle.execute("DELETE FROM variants WHERE experiment_id" + half);
    handle.execute("DELETE FROM experiments WHERE state = 'SUBMITTING'");
  }

  static void insertVariants(Handle handle, String experimentId, List<VariantRecord> variants) {
    if (variants.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO variants VALUES (:experimentId, :position, :model, :variant, :artifact,
              :compression, :parameters, :multiplyAccumulates, :fileBytes, :compressedBytes)
            """);
    for (VariantRecord variant : variants) {
      batch
          .bind("experimentId", experimentId)
          .bind("position", batch.size())
          .bindMethods(variant)
          .add();
    }
    batch.execute();
  }

  static void requireKnown(Handle handle, String id) {
    Found.in(
        Sql.first(
            handle,
            "SELECT 1 FROM experiments WHERE id = ? AND state <> 'SUBMITTING'",
            row -> true,
            id),
        "experiment",
        id);
  }

  static Optional<ExperimentRecord> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM experiments WHERE id = :id AND state <> 'SUBMITTING'")
        .bind("id", id)
        .map(EXPERIMENT)
        .findOne();
  }

  static Optional<ExperimentRecord> findBySubmission(Handle handle, String submissionId) {
    return handle
        .createQuery(
            "SELECT * FROM experiments WHERE submission_id = :id AND state <> 'SUBMITTING'")
        .bind("id", submissionId)
        .map(EXPERIMENT)
        .findOne();
  }

  static List<ExperimentRecord> list(Handle handle) {
    return handle
        .createQuery(
            "SELECT * FROM experiments WHERE state <> 'SUBMITTING'"
                + " ORDER BY submitted_epoch_ms, rowid")
        .map(EXPERIMENT)
        .list();
  }

  static List<VariantRecord> variants(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT * FROM variants WHERE experiment_id = :id ORDER BY position")
        .bind("id", experimentId)
        .map(VARIANT)
        .list();
  }

  static void start(Handle handle, String id, long epochMs) {
    Sql.update(
        handle,
        "UPDATE experiments SET started_epoch_ms = ? WHERE id = ? AND started_epoch_ms = 0",
        epochMs,
        id);
  }

  static void pause(Handle handle, String id, boolean paused, String reason) {
    if (Found.in(find(handle, id), "experiment", id).state().hasEnded()) {
      return;
    }
    handle
        .createUpdate("UPDATE experiments SET state = :state, reason = :reason WHERE id = :id")
        .bind("state", paused ? ExperimentState.PAUSED : ExperimentState.RUNNING)
        .bind("reason", reason)
        .bind("id", id)
        .execute();
  }

  static void end(Handle handle, String id, ExperimentState state, String reason, long epochMs) {
    ExperimentState old = Found.in(find(handle, id), "experiment", id).state();
    if (old == state) {
      return;
    }
    handle
        .createUpdate(
            "UPDATE experiments SET state = :state, reason = :reason, finished_epoch_ms = :at"
                + " WHERE id = :id")
        .bind("state", old.transition(state))
        .bind("reason", reason)
        .bind("at", epochMs)
        .bind("id", id)
        .execute();
  }
}
