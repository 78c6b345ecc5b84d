package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.DeviceDetails;
import dev.hamlet.proto.v1.GoldenModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A device with what is known of its health, as {@code --json} shows it.
 *
 * @param device the device
 * @param consecutiveFailures infrastructure failures since it last worked
 * @param needsPerson whether only a person releases it
 * @param golden name of the golden model; empty while none is set up
 * @param checkDue why a golden-model check is due; empty if none is
 * @param checks its latest golden-model checks, the newest first
 */
public record DeviceDetailsView(
    DeviceView device,
    int consecutiveFailures,
    boolean needsPerson,
    String golden,
    String checkDue,
    List<GoldenCheckView> checks) {

  private static final String NOT_SET_UP =
      "golden model  not set up: choose one with `hamlet devices golden`";

  /** From the wire. */
  public static DeviceDetailsView of(DeviceDetails details) {
    return new DeviceDetailsView(
        DeviceView.of(details.getStatus()),
        details.getFailuresInARow(),
        details.getNeedsAPerson(),
        details.hasGolden() ? name(details.getGolden()) : "",
        details.getCheckDue(),
        details.getChecksList().stream().map(GoldenCheckView::of).toList());
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(device.sentence());
    lines.add("board         " + device.board() + (device.simulated() ? ", simulated" : ""));
    lines.add("agent         " + device.agentVersion());
    lines.add("last seen     " + StatusTables.time(device.lastSeenEpochMs()));
    lines.add("rails         " + String.join(", ", device.rails()));
    lines.add("runtimes      " + String.join(", ", device.runtimes()));
    lines.add("failures      " + consecutiveFailures + " in a row");
    if (needsPerson) {
      lines.add("release       by a person only: it was released by itself too often today");
    }
    lines.add(golden.isEmpty() ? NOT_SET_UP : "golden model  " + golden);
    if (!golden.isEmpty() && !checkDue.isEmpty()) {
      lines.add("check due     " + checkDue);
    }
    checks.forEach(check -> lines.add("check         " + check.line()));
    return lines;
  }

  private static String name(GoldenModel golden) {
    return golden.getName() + " (" + golden.getRuntime() + "), set by " + golden.getSetBy();
  }
}
