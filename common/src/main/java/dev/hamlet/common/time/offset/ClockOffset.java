package dev.hamlet.common.time.offset;

/**
 * How far a device's monotonic clock is behind the coordinator's: {@code coordinator = device +
 * offset}, true within the error on either side.
 *
 * <p>For display and for views across boards only. Energy needs no offset, as samples and spans of
 * a device share one clock.
 *
 * @param offsetNs what to add to a device stamp
 * @param errorNs greatest error of it, not negative; drift since the exchange is not in it
 */
public record ClockOffset(long offsetNs, long errorNs) {

  /** A device stamp in the coordinator's monotonic time. */
  public long toCoordinatorNs(long deviceNs) {
    return deviceNs + offsetNs;
  }
}
