package dev.hamlet.coordinator.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for the audit log: what the client says of itself in the metadata {@value #HEADER}, as
 * UTF-8. Nobody checks it.
 */
public final class Caller implements ServerInterceptor {

  /** Name of the metadata. */
  public static final String HEADER = "hamlet-by-bin";

  /** Who it is when the client does not say. */
  static final String UNKNOWN = "an unknown client";

  /** The owner of what an unknown client has made. */
  static final String NOBODY = "unknown";

  private static final int MAX_CHARACTERS = 64;
  private static final Metadata.Key<byte[]> KEY =
      Metadata.Key.of(HEADER, Metadata.BINARY_BYTE_MARSHALLER);
  private static final Context.Key<String> NAME = Context.key("hamlet-by");

  /** Who has made the call that this thread serves. */
  public static String name() {
    return Objects.requireNonNullElse(NAME.get(), UNKNOWN);
  }

  /** Whom an experiment belongs to that names nobody, made by that call. */
  static String owner() {
    return name().equals(UNKNOWN) ? NOBODY : name();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context = Context.current().withValue(NAME, name(headers.get(KEY)));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static String name(byte @Nullable [] said) {
    String name = said == null ? "" : new String(said, StandardCharsets.UTF_8).strip();
    String printable = name.codePoints().allMatch(c -> !Character.isISOControl(c)) ? name : "";
    return printable.isEmpty()
        ? UNKNOWN
        : printable.substring(0, Math.min(printable.length(), MAX_CHARACTERS));
  }
}
