package dev.hamlet.cli.client;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.MissingRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings bundles to the coordinator, those only that it lacks. */
public final class ArtifactUpload {

  private static final long DEADLINE_SECONDS = 20;
  private static final long UPLOAD_DEADLINE_SECONDS = 600;

  private final ArtifactsGrpc.ArtifactsBlockingStub blocking;
  private final ArtifactsGrpc.ArtifactsStub streaming;
  private final Peer peer;

  ArtifactUpload(
      ArtifactsGrpc.ArtifactsBlockingStub blocking,
      ArtifactsGrpc.ArtifactsStub streaming,
      Peer peer) {
    this.blocking = blocking;
    this.streaming = streaming;
    this.peer = peer;
  }

  /** Which of these bundles the coordinator lacks. */
  public List<String> missing(Collection<String> ids) {
    try {
      return blocking
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .missing(MissingRequest.newBuilder().addAllIds(ids).build())
          .getIdsList();
    } catch (StatusRuntimeException e) {
      throw CallFailures.of(e, peer);
    }
  }

  /**
   * Sends one bundle; returns once the coordinator has checked its hash and kept it.
   *
   * @param id SHA-256 of the file, hexadecimal
   */
  public void send(String id, Path bundle) {
    UploadCall call = new UploadCall(id, bundle);
    streaming.withDeadlineAfter(UPLOAD_DEADLINE_SECONDS, TimeUnit.SECONDS).upload(call);
    try {
      call.reply().get(UPLOAD_DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(id, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failure(id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(id, e);
    }
  }

  private HamletException failure(String id, Throwable cause) {
    if (cause instanceof StatusRuntimeException status) {
      return CallFailures.of(status, peer);
    }
    return new HamletException(
        ErrorCode.UNAVAILABLE, "artifact " + id + " could not be sent to " + peer.address(), cause);
  }
}
