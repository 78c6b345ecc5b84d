package dev.hamlet.cli.command.trace;

import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.trace.TraceTotals;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.Map;

/** Says what came of traces, and refuses to call nothing a success. */
final class TraceTotalsDisplay {

  private TraceTotalsDisplay() {}

  /**
   * Shows totals.
   *
   * @param missing why trials are missing, with their number
   * @param mend what helps if all samples were refused
   */
  static void show(
      Output output, boolean json, TraceTotals totals, Map<String, Integer> missing, String mend) {
    if (totals.trials() == 0) {
      throw new HamletException(
          ErrorCode.NOT_FOUND,
          totals.experimentId() + " has no stored trial that matches (see --with-invalid)");
    }
    missing.forEach((why, trials) -> output.note(trials + " trials are missing: " + why));
    if (json) {
      output.line(Json.of(totals));
    } else {
      output.line(
          "%,d samples of %d series, %d trials: %s"
              .formatted(
                  totals.samplesWritten(),
                  totals.series(),
                  totals.trials() - totals.trialsMissing(),
                  totals.target()));
      totals
          .samplesRefused()
          .forEach((word, count) -> output.note("%,d samples left out: %s".formatted(count, word)));
    }
    if (totals.samplesWritten() == 0) {
      throw new HamletException(ErrorCode.PRECONDITION, "no sample was written: " + mend);
    }
  }
}
