package dev.hamlet.agent.worker;

import dev.hamlet.agent.worker.ModelWorker.InputSource;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.worker.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a request to load into what a worker is told, and refuses at once what no worker could
 * load.
 */
final class LoadOrder {

  /** Names in a manifest's provenance that set an option unless the request does. */
  private static final String OPTION = "options.";

  private LoadOrder() {}

  static Request.Load of(LoadRequest request) {
    ModelManifest manifest = request.manifest();
    InputSetManifest inputs = request.input().manifest();
    if (!manifest.input().shape().equals(inputs.input().shape())) {
      throw new WorkerException(
          "model %s takes inputs of shape %s, but input set %s has %s"
              .formatted(
                  manifest.model(),
                  manifest.input().shape(),
                  inputs.name(),
                  inputs.input().shape()),
          true);
    }
    return new Request.Load(
        existing(request.folder(), manifest.entry(), "model " + manifest.model()).toString(),
        manifest.input(),
        manifest.output(),
        manifest.classes(),
        request.threads(),
        inputs(request.input()),
        request.inputIndex(),
        options(manifest, request.options()));
  }

  static Request.InputFile inputs(InputSource source) {
    String owner = "input set " + source.manifest().name();
    Path file = existing(source.folder(), InputSetManifest.INPUTS_FILE, owner);
    return new Request.InputFile(file.toString(), source.manifest().count());
  }

  private static Path existing(Path folder, String entry, String owner) {
    Path root = folder.toAbsolutePath().normalize();
    Path path = root.resolve(entry).normalize();
    if (!path.startsWith(root) || !Files.exists(path)) {
      throw new WorkerException(
          "%s has no %s in its bundle (looked in %s)".formatted(owner, entry, root), true);
    }
    return path;
  }

  private static Map<String, String> options(ModelManifest manifest, Map<String, String> asked) {
    Map<String, String> options = new TreeMap<>();
    manifest
        .provenance()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
              }
            });
    options.putAll(asked);
    return options;
  }
}
