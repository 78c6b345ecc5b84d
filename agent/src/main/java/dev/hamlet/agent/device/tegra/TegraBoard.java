package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.agent.device.BoardSetting;
import dev.hamlet.agent.device.ThermalZones;
import dev.hamlet.agent.device.tegra.BoardJournal.Found;
import dev.hamlet.agent.device.tegra.NvpMode.Setting;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.experiment.Temperature;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Jetson whose power modes are nvpmodel's. For a lease it sets the mode and pins all clocks; what
 * it changes stands in a journal before, from which it is restored after the lease, or by the next
 * agent after a crash.
 *
 * <p>An agent that may not write (it is not root and has no helper) has the one mode that the board
 * is in, and its clocks are watched as they are.
 */
public final class TegraBoard implements Board {

  private static final Logger LOG = LoggerFactory.getLogger(TegraBoard.class);
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
  private static final String TX2_GPU = "/sys/devices/17000000.gp10b";

  private final BoardFiles files;
  private final NvpModel model;
  private final ModeSwitch modes;
  private final ClockPins pins;
  private final BoardRestore restore;
  private final BoardJournal journal;
  private final ThermalZones zones;
  private final boolean writable;

  private TegraBoard(BoardFiles files, NvpModel model, NvpTool tool, Path journalFile) {
    this.files = files;
    this.model = model;
    this.modes = new ModeSwitch(files, model, tool);
    this.pins = new ClockPins(files);
    this.restore = new BoardRestore(files, modes, model);
    this.journal = new BoardJournal(journalFile);
    this.zones = new ThermalZones(files);
    this.writable = mayWrite();
  }

  /**
   * The board, if it has power modes of nvpmodel. What an earlier life of the agent left changed is
   * restored.
   *
   * @param sysfs its files
   * @param tool sets power modes
   * @param journalFile where changes are noted; in the agent's state folder
   */
  public static Optional<Board> open(Sysfs sysfs, NvpTool tool, Path journalFile) {
    BoardFiles files = new BoardFiles(sysfs);
    return files
        .longText(NvpModel.PATH)
        .map(NvpModel::parse)
        .filter(model -> !model.modes().isEmpty())
        .map(model -> new TegraBoard(files, model, tool, journalFile).recovered());
  }

  @Override
  public String kind() {
    return isTx2() ? "tx2" : "jetson";
  }

  @Override
  public boolean simulated() {
    return false;
  }

  @Override
  public List<Temperature> temperatures() {
    return zones.temperatures();
  }

  @Override
  public double tooHotC(String zone) {
    return zones.limitC(zone, TOO_HOT_C);
  }

  @Override
  public List<String> powerModes() {
    return writable ? model.modes().stream().map(NvpMode::name).toList() : List.of(modes.inForce());
  }

  @Override
  public String powerMode() {
    return modes.inForce();
  }

  @Override
  public void setPowerMode(String mode) {
    if (mode.equals(modes.inForce())) {
      return;
    }
    NvpMode wanted =
        model
            .mode(mode)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.PRECONDITION,
                        "this board has no power mode " + mode + ", only " + powerModes()));
    modes.set(wanted);
  }

  @Override
  public BoardSetting prepare(String mode) {
    if (writable) {
      Found found = journal.read().orElseGet(this::found);
      journal.write(found);
    }
    try {
      Board.super.prepare(mode).close();
      pin();
      return this::giveBack;
    } catch (RuntimeException e) {
      giveBack();
      throw e;
    }
  }

  @Override
  public BoardMonitor monitor() {
    return new TegraMonitor(files, zones, pins);
  }

  /** On a TX2 cpu1 and cpu2 are Denver cores, the others A57; other boards have one kind. */
  @Override
  public List<PowerModeCores> cores() {
    return model.modes().stream().map(this::cores).toList();
  }

  private PowerModeCores cores(NvpMode mode) {
    Map<String, List<Integer>> kinds =
        isTx2()
            ? Map.of("a57", List.of(0, 3, 4, 5), "denver", List.of(1, 2))
            : Map.of("cpu", cpus());
    Map<String, List<Integer>> on = new LinkedHashMap<>();
    kinds.forEach((kind, all) -> on.put(kind, all.stream().filter(mode::isOn).toList()));
    return new PowerModeCores(mode.name(), on);
  }

  private List<Integer> cpus() {
    return files.children("/sys/devices/system/cpu", "cpu[0-9]+").stream()
        .map(cpu -> Integer.valueOf(cpu.substring(cpu.lastIndexOf("cpu") + 3)))
        .sorted()
        .toList();
  }

  private boolean isTx2() {
    return !files.sysfs().children(TX2_GPU).isEmpty();
  }

  private void pin() {
    if (!writable) {
      LOG.warn("clocks are not pinned: that needs --board-helper, or root");
      return;
    }
    pins.pin();
    for (ClockReading clock : monitor().look().clocks()) {
      if (clock.isOff()) {
        throw new HamletException(
            ErrorCode.PRECONDITION,
            "the clock of %s was pinned to %d Hz but runs at %d Hz"
                .formatted(clock.name(), clock.pinnedHz(), clock.hz()));
      }
    }
  }

  /** The files of all modes and pins, and the fan, as they are now. */
  private Found found() {
    Map<String, String> values = new LinkedHashMap<>();
    for (NvpMode mode : model.modes()) {
      mode.settings().stream().map(Setting::path).forEach(path -> note(values, path));
    }
    pins.files().forEach(path -> note(values, path));
    pins.fan().ifPresent(path -> note(values, path));
    return new Found(bootId(), modes.inForce(), values);
  }

  private void note(Map<String, String> values, String path) {
    files.text(path).ifPresent(value -> values.putIfAbsent(path, value));
  }

  private TegraBoard recovered() {
    if (writable && journal.read().isPresent()) {
      LOG.info("an earlier life of the agent left the board changed: it is restored");
      giveBack();
    }
    return this;
  }

  private void giveBack() {
    Optional<Found> found = writable ? journal.read() : Optional.empty();
    if (found.isPresent() && restore.restore(found.get(), bootId())) {
      journal.delete();
    }
  }

  /** Writes a value that is there already. */
  private boolean mayWrite() {
    String least = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq";
    return files.text(least).map(value -> files.writes(least, value)).orElse(false);
  }

  private String bootId() {
    return files.text(BOOT_ID).orElse("");
  }
}
