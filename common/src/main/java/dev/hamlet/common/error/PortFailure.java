package dev.hamlet.common.error;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a server cannot listen, in words; libraries tell it by the numbers of Linux's errors. */
public final class PortFailure {

  private static final Pattern TAKEN = Pattern.compile("already in use|error\\(-98\\)");
  private static final Pattern NO_RIGHT = Pattern.compile("[Pp]ermission denied|error\\(-13\\)");
  private static final Pattern NOT_HERE =
      Pattern.compile("[Cc]annot assign requested address|error\\(-99\\)");

  private PortFailure() {}

  /**
   * The error of a server that cannot listen.
   *
   * @param address where it should listen
   * @param use what it would serve there, as in "gRPC"
   * @param option the option that names another port
   */
  public static HamletException of(
      InetSocketAddress address, String use, String option, IOException cause) {
    return new HamletException(ErrorCode.RESOURCE, words(address, use, option, cause), cause);
  }

  private static String words(
      InetSocketAddress address, String use, String option, IOException cause) {
    String place = "port " + address.getPort() + " of " + address.getHostString();
    String reason = reason(cause);
    if (TAKEN.matcher(reason).find()) {
      return place
          + " is taken, so that "
          + use
          + " cannot be served there: end what listens there (ss -ltnp shows it), or choose another"
          + " port with "
          + option;
    }
    if (NO_RIGHT.matcher(reason).find()) {
      return "no right to serve "
          + use
          + " on "
          + place
          + ": choose one from 1024 on with "
          + option;
    }
    if (NOT_HERE.matcher(reason).find()) {
      return "this machine has no address "
          + address.getHostString()
          + ", so that "
          + use
          + " cannot be served there: choose one that it has (ip addr shows them)";
    }
    return "cannot serve "
        + use
        + " on "
        + place
        + " ("
        + reason
        + "): choose another with "
        + option;
  }

  /** What the library says; of a wrapped failure the one inside says more. */
  private static String reason(IOException e) {
    @Nullable Throwable cause = e.getCause();
    return String.valueOf(
        cause == null || e instanceof BindException ? e.getMessage() : cause.getMessage());
  }
}
