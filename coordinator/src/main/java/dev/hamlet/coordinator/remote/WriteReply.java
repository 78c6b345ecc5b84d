package dev.hamlet.coordinator.remote;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server said to a request, and what that means.
 *
 * <p>A server fails as a whole with 5xx and is busy with 429: then the same request is right later.
 * All else is final. One answer deceives: Prometheus says 500 to samples that are too old for its
 * window, which no wait makes younger.
 *
 * @param status HTTP status; 0 if there was no answer
 * @param body what it said, shortened; why there was no answer, if there was none
 * @param retryAfter when it wants to be asked again, if it says
 */
public record WriteReply(int status, String body, Optional<Duration> retryAfter) {

  /** Shown where no server answered. */
  public static final int NO_ANSWER = 0;

  private static final int LONGEST_BODY = 300;
  private static final List<String> FINAL_FAILURES =
      List.of(
          "too old sample",
          "out of order sample",
          "out of bounds",
          "duplicate sample for timestamp");

  /** What follows from an answer. */
  public enum Meaning {
    /** All of the request is written. */
    WRITTEN,
    /** The same request may be right later. */
    LATER,
    /** Nothing of the request is written, and it never will be. */
    REJECTED
  }

  /** Shortens what was said to one line. */
  public WriteReply {
    String line = body.strip().replaceAll("\\s+", " ");
    body = line.length() > LONGEST_BODY ? line.substring(0, LONGEST_BODY) + " ..." : line;
  }

  /** No answer came. */
  public static WriteReply none(String why) {
    return new WriteReply(NO_ANSWER, why, Optional.empty());
  }

  /** What it means. */
  public Meaning meaning() {
    if (status >= 200 && status < 300) {
      return Meaning.WRITTEN;
    }
    boolean server = status == NO_ANSWER || status == 429 || status >= 500;
    return server && !saysFinal() ? Meaning.LATER : Meaning.REJECTED;
  }

  /**
   * Whether every other request would be rejected too: the address or the credentials are wrong.
   */
  public boolean concernsAll() {
    return meaning() == Meaning.REJECTED && status != 400 && !saysFinal();
  }

  /** The status in metrics: {@code none} where no answer came. */
  public String code() {
    return status == NO_ANSWER ? "none" : Integer.toString(status);
  }

  /** What is wrong and what to do, for people. */
  public String sentence() {
    if (status == NO_ANSWER) {
      return "it does not answer (" + body + "): is it running, and is that its address?";
    }
    String said = "it says " + status + (body.isEmpty() ? "" : " \"" + body + "\"");
    return mend().map(mend -> said + ": " + mend).orElse(said);
  }

  private Optional<String> mend() {
    if (saysFinal()) {
      return Optional.of(
          "the samples are older than it takes; set storage.tsdb.out_of_order_time_window in its"
              + " configuration (docs/traces.md), or write them with `hamlet trace export`");
    }
    return Optional.ofNullable(
        switch (status) {
          case 301, 302, 303, 307, 308 -> "give the address that it sends you to";
          case 401, 403 -> "give credentials that it accepts";
          case 404 ->
              "start Prometheus with --web.enable-remote-write-receiver, and let the URL end with"
                  + " /api/v1/write";
          case 405, 415 -> "that is no address for remote write 1.0";
          default -> null;
        });
  }

  private boolean saysFinal() {
    String lower = body.toLowerCase(Locale.ROOT);
    return FINAL_FAILURES.stream().anyMatch(lower::contains);
  }
}
