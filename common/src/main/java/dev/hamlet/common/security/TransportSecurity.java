package dev.hamlet.common.security;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How one end of a connection protects it: in the clear, or by TLS from files. Files that were
 * renewed are taken for every connection made from then on; those that stand go on.
 *
 * <p>Threads: any. Whoever opened it closes it.
 */
public final class TransportSecurity implements AutoCloseable {

  /** How a connection is protected. */
  public enum Kind {
    /** Anybody on the way can read and change it. */
    PLAINTEXT("plaintext"),
    /** Encrypted, and the server is who it says. */
    TLS("tls"),
    /** Encrypted, and both are who they say. */
    MUTUAL_TLS("mutual-tls");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word in messages and metrics. */
    public String word() {
      return word;
    }
  }

  /** In the clear. */
  public static final TransportSecurity PLAINTEXT = new TransportSecurity(Kind.PLAINTEXT, null);

  private final Kind kind;
  private final @Nullable TlsIdentity identity;
  private final LongAdder untrusted = new LongAdder();
  private @Nullable FileReload reload;

  private TransportSecurity(Kind kind, @Nullable TlsIdentity identity) {
    this.kind = kind;
    this.identity = identity;
  }

  /**
   * A server's: in the clear without files; with a CA every client must show a certificate that
   * leads to it.
   *
   * @throws InvalidInputException if files are missing
   * @throws HamletException RESOURCE if one cannot be used
   */
  public static TransportSecurity ofServer(TlsFiles files, EpochClock clock) {
    require(files.problemsOfServer());
    Kind kind = files.ca().isPresent() ? Kind.MUTUAL_TLS : Kind.TLS;
    return open(files, kind, clock);
  }

  /**
   * A client's: in the clear without files; with a certificate of its own it shows that.
   *
   * @throws InvalidInputException if files are missing
   * @throws HamletException RESOURCE if one cannot be used
   */
  public static TransportSecurity ofClient(TlsFiles files, EpochClock clock) {
    require(files.problemsOfClient());
    Kind kind = files.certificate().isPresent() ? Kind.MUTUAL_TLS : Kind.TLS;
    return open(files, kind, clock);
  }

  private static TransportSecurity open(TlsFiles files, Kind kind, EpochClock clock) {
    return files.isEmpty()
        ? PLAINTEXT
        : new TransportSecurity(kind, TlsIdentity.read(files, clock));
  }

  private static void require(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /** How connections are protected. */
  public Kind kind() {
    return kind;
  }

  /** End of the validity of this end's certificate, ms since 1970; empty if it shows none. */
  public OptionalLong expiresEpochMs() {
    return identity == null ? OptionalLong.empty() : identity.expiresEpochMs();
  }

  /** What is to be known of it now. */
  public SecurityFigures figures() {
    return new SecurityFigures(
        kind,
        expiresEpochMs(),
        identity == null ? OptionalLong.empty() : identity.readEpochMs(),
        identity == null || identity.isGood(),
        untrusted.sum());
  }

  /** For a gRPC server. */
  public ServerCredentials serverCredentials() {
    if (identity == null) {
      return InsecureServerCredentials.create();
    }
    TlsServerCredentials.Builder builder =
        TlsServerCredentials.newBuilder().keyManager(identity.keys());
    if (kind == Kind.MUTUAL_TLS) {
      builder
          .trustManager(new CountedTrust(identity.trust(), untrusted))
          .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return builder.build();
  }

  /** For a gRPC channel. */
  public ChannelCredentials channelCredentials() {
    if (identity == null) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder builder =
        TlsChannelCredentials.newBuilder().trustManager(identity.trust());
    if (kind == Kind.MUTUAL_TLS) {
      builder.keyManager(identity.keys());
    }
    return builder.build();
  }

  /**
   * Why a call found no coordinator, if the protection of the connection is why.
   *
   * @param peer how the coordinator was named, {@code host:port}
   */
  public Optional<String> sentence(Throwable failure, String peer) {
    return identity == null
        ? TlsFailures.sentenceOfPlaintext(failure, peer)
        : TlsFailures.sentence(failure, peer);
  }

  /**
   * Takes changed files over, if they are good; otherwise what was read before stays in force.
   *
   * @return whether anything was taken over
   * @throws HamletException RESOURCE if changed files cannot be used
   */
  public boolean reload() {
    return identity != null && identity.reload();
  }

  /**
   * Looks for changed files again and again, until this is closed. Without files nothing happens.
   */
  public synchronized TransportSecurity reloadEvery(Duration period) {
    if (identity != null && reload == null) {
      reload = FileReload.every(period, this::reload);
    }
    return this;
  }

  @Override
  public synchronized void close() {
    if (reload != null) {
      reload.close();
      reload = null;
    }
  }
}
