package dev.hamlet.coordinator.api;

import com.google.protobuf.ByteString;
import dev.hamlet.proto.v1.ResultsChunk;
import io.grpc.stub.ServerCallStreamObserver;

/** A document on its way out, at the pace of its reader. */
final class Chunks {

  private static final int CHUNK_BYTES = 256 << 10;

  private final ByteString document;
  private final ServerCallStreamObserver<ResultsChunk> out;
  private int sentBytes;
  private boolean ended;

  Chunks(ByteString document, ServerCallStreamObserver<ResultsChunk> out) {
    this.document = document;
    this.out = out;
  }

  /** Sends as long as the transport takes more. */
  synchronized void pump() {
    while (!ended && out.isReady()) {
      int end = Math.min(document.size(), sentBytes + CHUNK_BYTES);
      out.onNext(ResultsChunk.newBuilder().setData(document.substring(sentBytes, end)).build());
      sentBytes = end;
      if (sentBytes == document.size()) {
        ended = true;
        out.onCompleted();
      }
    }
  }
}
