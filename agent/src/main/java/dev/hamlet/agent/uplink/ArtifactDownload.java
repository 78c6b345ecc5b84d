package dev.hamlet.agent.uplink;

import dev.hamlet.agent.artifact.ChunkSource;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.DownloadChunk;
import dev.hamlet.proto.v1.DownloadRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Artifacts from the coordinator. A chunk is asked for when the one before it is written. */
public final class ArtifactDownload implements ChunkSource {

  /** Largest bundle taken. */
  private static final long MAX_BYTES = 4L << 30;

  private static final long DEADLINE_MINUTES = 30;

  private final ManagedChannel channel;

  /**
   * Downloads over a connection.
   *
   * @param channel the caller closes it
   */
  public ArtifactDownload(ManagedChannel channel) {
    this.channel = channel;
  }

  @Override
  public void download(String id, long offsetBytes, OutputStream into) throws IOException {
    DownloadRequest request =
        DownloadRequest.newBuilder().setId(id).setOffsetBytes(offsetBytes).build();
    channel.resetConnectBackoff();
    try {
      write(
          id,
          ArtifactsGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_MINUTES, TimeUnit.MINUTES)
              .download(request),
          offsetBytes,
          into);
    } catch (StatusRuntimeException e) {
      HamletException failure = StatusMapping.fromStatus(e);
      throw new HamletException(
          failure.code(), "cannot download artifact " + id + ": " + failure.getMessage(), e);
    }
  }

  private static void write(
      String id, Iterator<DownloadChunk> chunks, long offsetBytes, OutputStream into)
      throws IOException {
    long writtenBytes = offsetBytes;
    while (chunks.hasNext()) {
      DownloadChunk chunk = chunks.next();
      writtenBytes += chunk.getData().size();
      if (writtenBytes > MAX_BYTES) {
        throw new HamletException(
            ErrorCode.DATA_LOSS, "artifact " + id + " is larger than " + MAX_BYTES + " bytes");
      }
      chunk.getData().writeTo(into);
    }
  }
}
