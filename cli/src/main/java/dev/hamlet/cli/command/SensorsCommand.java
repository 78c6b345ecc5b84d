package dev.hamlet.cli.command;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorProbe;
import dev.hamlet.agent.sensor.calibration.CalibrationFile;
import dev.hamlet.agent.sensor.calibration.StepCalibration;
import dev.hamlet.agent.sensor.calibration.StepLoad;
import dev.hamlet.agent.sensor.calibration.StepTimes;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.SensorView;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet sensors}. */
@Command(
    name = "sensors",
    description = {
      "Lists the power sensors and rails of this board and tries them out.",
      "Shows the cost of a read, the rate achieved, how often values change. Stop the agent first, so",
      "that nobody else reads them."
    })
public final class SensorsCommand implements Callable<Integer> {

  private static final double LEAST_RATE_HZ = 1;
  private static final double GREATEST_RATE_HZ = 10_000;
  private static final int GREATEST_SECONDS = 600;
  private static final int GREATEST_THREADS = 64;

  private final CommandContext context;

  @Mixin private JsonOption format;
  @Mixin private SensorOptions options;

  @Option(names = "--twin", description = "Try out a simulated board.")
  private boolean twin;

  @Option(
      names = "--sysfs",
      paramLabel = "DIR",
      defaultValue = "/sys",
      description = "Root of sysfs.")
  private Path sysfs;

  @Option(
      names = "--rate-hz",
      paramLabel = "HZ",
      defaultValue = "1000",
      description = "Rate to read at, 1 to 10000.")
  private double samplingRateHz;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long to read, 1 to 600.")
  private int seconds;

  @Option(
      names = "--calibrate",
      description = {
        "Also load the board for three seconds and find the time constant of its sensor's filter",
        "from what that shows."
      })
  private boolean calibrate;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "With --calibrate: busy threads of the load, 1 to 64.")
  private int threads;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "With --calibrate: state folder of this board's agent, which applies what was found from its",
        "next start on."
      })
  private @Nullable Path state;

  /** Wired by hand. */
  public SensorsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    requireBounds();
    SensorView view = twin ? twinView() : view(openReal(), StepLoad.busyThreads(threads));
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(view));
    } else {
      view.lines().forEach(output::line);
    }
    return ExitCode.OK.number();
  }

  private void requireBounds() {
    boolean rate = samplingRateHz >= LEAST_RATE_HZ && samplingRateHz <= GREATEST_RATE_HZ;
    boolean load = threads >= 1 && threads <= GREATEST_THREADS;
    if (!rate || !load || seconds < 1 || seconds > GREATEST_SECONDS) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "need --rate-hz from 1 to 10000, --seconds from 1 to 600 and --threads from 1 to 64, not "
              + samplingRateHz
              + ", "
              + seconds
              + " and "
              + threads);
    }
  }

  private Sensor openReal() {
    return SensorDiscovery.open(new SystemSysfs(Path.of("/"), sysfs), options.choice());
  }

  private SensorView twinView() throws InterruptedException, IOException {
    Path ring = Files.createTempFile("hamlet-", ".ring");
    try {
      Files.delete(ring);
      List<String> names = options.rails(TwinDevice.DEFAULT_RAILS);
      Sensor sensor = TwinDevice.create(ring, 1, names, context.clock()).sensor();
      StepLoad load = StepLoad.ofTwin(ActivityRing.open(ring), threads, context.clock());
      return view(SensorDiscovery.described(sensor, options.profile()), load);
    } finally {
      Files.deleteIfExists(ring);
    }
  }

  private SensorView view(Sensor opened, StepLoad load) throws InterruptedException {
    SystemClock clock = context.clock();
    long periodNs = Math.round(1e9 / samplingRateHz);
    int reads = (int) Math.round(seconds * samplingRateHz);
    try (Sensor sensor = opened) {
      SensorProbe probe = SensorProbe.measure(sensor, reads, periodNs, clock, clock);
      SensorGroup group = sensor.group().with(sensor.group().facts().with(probe.figures()));
      return calibrate
          ? calibrated(sensor, group, probe, load)
          : new SensorView(group, probe, null);
    }
  }

  private SensorView calibrated(Sensor sensor, SensorGroup group, SensorProbe probe, StepLoad load)
      throws InterruptedException {
    context.output().note("loading the board with " + threads + " threads; leave it alone for 8 s");
    StepFit fit =
        new StepCalibration(sensor, context.clock(), context.clock()).run(load, StepTimes.DEFAULT);
    if (state != null) {
      CalibrationFile.in(state).save(group, fit);
    }
    return new SensorView(CalibrationFile.apply(group, fit), probe, fit);
  }
}
