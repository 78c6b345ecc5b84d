package dev.hamlet.coordinator.artifact;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.DownloadChunk;
import dev.hamlet.proto.v1.DownloadRequest;
import dev.hamlet.proto.v1.MissingReply;
import dev.hamlet.proto.v1.MissingRequest;
import dev.hamlet.proto.v1.UploadChunk;
import dev.hamlet.proto.v1.UploadReply;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * The gRPC face of the artifact store.
 *
 * <p>Threads: gRPC's; uploads and downloads wait for the disk on them. A slow reader is not run
 * ahead of: chunks are made when the transport takes them.
 */
public final class ArtifactService extends ArtifactsGrpc.ArtifactsImplBase {

  /** Greatest bundle, in bytes. */
  public static final long MAX_BUNDLE_BYTES = 4L << 30;

  /** Bytes of a chunk that is sent. */
  static final int CHUNK_BYTES = 256 << 10;

  private static final int MAX_IDS = 10_000;

  private final ArtifactStore store;
  private final long maxBundleBytes;

  /** Serves a store. */
  public ArtifactService(ArtifactStore store) {
    this(store, MAX_BUNDLE_BYTES);
  }

  ArtifactService(ArtifactStore store, long maxBundleBytes) {
    this.store = store;
    this.maxBundleBytes = maxBundleBytes;
  }

  @Override
  public void missing(MissingRequest request, StreamObserver<MissingReply> reply) {
    try {
      if (request.getIdsCount() > MAX_IDS) {
        throw new InvalidInputException("ids", "at most " + MAX_IDS + " at once");
      }
      MissingReply missing =
          MissingReply.newBuilder()
              .addAllIds(
                  request.getIdsList().stream().distinct().filter(id -> !store.has(id)).toList())
              .build();
      reply.onNext(missing);
      reply.onCompleted();
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  @Override
  public StreamObserver<UploadChunk> upload(StreamObserver<UploadReply> reply) {
    return new Upload(store, maxBundleBytes, reply);
  }

  @Override
  public void download(DownloadRequest request, StreamObserver<DownloadChunk> reply) {
    ServerCallStreamObserver<DownloadChunk> out = (ServerCallStreamObserver<DownloadChunk>) reply;
    try {
      Download download =
          Download.open(store.bundle(request.getId()), request.getOffsetBytes(), out);
      out.setOnReadyHandler(download::pump);
      out.setOnCancelHandler(download::close);
      out.setOnCloseHandler(download::close);
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }
}
