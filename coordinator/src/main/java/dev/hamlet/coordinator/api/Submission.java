package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a client hands in.
 *
 * @param submissionId chosen by the client; a repeated one is the same experiment
 * @param fileName name of the file, for messages
 * @param fileText the file as the user wrote it
 * @param variants bundles for the file's models and variants
 * @param inputSet SHA-256 of the bundle of the input set, hexadecimal
 * @param restriction what of the file is asked for
 * @param by who hands it in; the owner if the file names none
 * @param reuse whether trials of equal cells stand for its own; empty for what the file says
 */
record Submission(
    String submissionId,
    String fileName,
    String fileText,
    List<VariantRecord> variants,
    String inputSet,
    Restriction restriction,
    String by,
    Optional<Boolean> reuse) {

  Submission {
    variants = List.copyOf(variants);
  }
}
