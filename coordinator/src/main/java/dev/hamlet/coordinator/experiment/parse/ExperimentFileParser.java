package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import dev.hamlet.coordinator.experiment.file.DeviceChoice;
import dev.hamlet.coordinator.experiment.file.EnergyRails;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.InputChoice;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.Profile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.experiment.file.Timeouts;
import dev.hamlet.coordinator.experiment.schema.ExperimentSchema;
import dev.hamlet.coordinator.experiment.schema.MetadataKeys;
import dev.hamlet.coordinator.experiment.schema.ProtocolKeys;
import java.util.Map;
import java.util.Optional;

/** Reads an experiment file; finds every problem of it at once. */
public final class ExperimentFileParser {

  /** Longest file, in characters. */
  public static final int LONGEST_FILE = 1 << 20;

  private ExperimentFileParser() {}

  /**
   * Reads a file.
   *
   * @param fileName its name, as it shall stand in messages
   * @param text its text
   * @throws InvalidInputException with every problem, each at {@code file:line:column}, in the
   *     order of the file
   */
  public static ExperimentFile parse(String fileName, String text) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    ExperimentFile file =
        YamlText.map(text, LONGEST_FILE, reader).map(map -> read(map, reader)).orElse(null);
    if (file == null || findings.hasProblems()) {
      throw findings.exception();
    }
    return file;
  }

  /**
   * Where a model stands in a file that was parsed before: {@code file:line:column}.
   *
   * @param model its name
   */
  public static String placeOfModel(String fileName, String text, String model) {
    Findings unused = new Findings(fileName);
    return YamlText.map(text, LONGEST_FILE, new NodeReader(unused))
        .flatMap(root -> root.map("models"))
        .filter(models -> models.keys().contains(model))
        .flatMap(models -> models.keyNode(model).getStartMark())
        .map(mark -> fileName + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
        .orElse(fileName);
  }

  private static ExperimentFile read(YamlMap root, NodeReader reader) {
    header(root, reader);
    Metadata metadata = Metadata.read(root, reader);
    Map<String, ModelSource> models = ModelsReader.read(root, reader);
    InputChoice inputs = InputsReader.read(root, reader);
    MatrixReader matrixReader = new MatrixReader(reader, models);
    Matrix matrix = matrixReader.read(root);
    DeviceChoice devices = DevicesReader.read(root, reader);
    EnergyRails rails =
        root.value("energy_rails", EnergyRails.MODULE, node -> DevicesReader.rails(node, reader));
    long seed = seed(root, reader);
    Timeouts timeouts = ControlReader.timeouts(root, reader);
    Profile profile = ProtocolKeys.PROFILE.in(root, reader).orElse(Profile.QUICK);
    MeasurementProtocol protocol =
        timeouts
            .trial()
            .map(timeout -> ProtocolTimes.withTimeout(profile.protocol(seed), timeout))
            .orElseGet(() -> profile.protocol(seed));
    TrialPolicy trials = TrialsReader.read(root, profile.trials(), reader).to(profile.trials());
    ExperimentFile file =
        new ExperimentFile(
            metadata.name(),
            metadata.owner(),
            models,
            inputs,
            matrix,
            devices,
            rails,
            ProtocolReader.read(root, reader).to(protocol),
            trials,
            OverridesReader.read(root, matrixReader, trials, reader),
            seed,
            ComparisonReader.read(root, matrix, reader),
            ControlReader.retry(root, reader),
            timeouts,
            ControlReader.dispatch(root, reader),
            ExportReader.read(root, reader),
            reader.findings().warnings());
    root.refuseRest();
    return file;
  }

  private static void header(YamlMap root, NodeReader reader) {
    var unusedVersion = MetadataKeys.API_VERSION.in(root, reader);
    var unusedKind = MetadataKeys.KIND.in(root, reader);
  }

  private static long seed(YamlMap root, NodeReader reader) {
    Optional<YamlMap> order = ExperimentSchema.ORDER.in(root, reader);
    long seed = ExperimentSchema.ORDER_SEED.in(order, reader).orElse(1L);
    order.ifPresent(YamlMap::refuseRest);
    return seed;
  }
}
