package dev.hamlet.models.variant;

import dev.hamlet.common.artifact.ModelManifest;
import java.nio.file.Path;

/**
 * A variant ready to be run.
 *
 * @param model name of the model in the experiment
 * @param variant label of the variant
 * @param bundle the bundle's file, in the cache folder or where the user keeps it
 * @param id the bundle's id
 * @param manifest what the bundle holds
 * @param fresh whether it was built just now and not found in the cache
 */
public record BuiltVariant(
    String model, String variant, Path bundle, String id, ModelManifest manifest, boolean fresh) {}
