package dev.hamlet.cli.client;

import com.google.protobuf.ByteString;
import dev.hamlet.proto.v1.UploadChunk;
import dev.hamlet.proto.v1.UploadReply;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One upload: a chunk leaves whenever the transport has room, so memory holds one chunk and the
 * transport's own window.
 *
 * <p>All methods but {@link #reply} run on the call's executor, one at a time.
 */
final class UploadCall implements ClientResponseObserver<UploadChunk, UploadReply> {

  private static final int CHUNK_BYTES = 256 << 10;

  private final String id;
  private final Path bundle;
  private final CompletableFuture<UploadReply> reply = new CompletableFuture<>();
  private @Nullable InputStream source;
  private boolean finished;

  UploadCall(String id, Path bundle) {
    this.id = id;
    this.bundle = bundle;
  }

  CompletableFuture<UploadReply> reply() {
    return reply;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UploadChunk> requests) {
    requests.setOnReadyHandler(() -> pump(requests));
  }

  @Override
  public void onNext(UploadReply value) {
    reply.complete(value);
  }

  @Override
  public void onError(Throwable thrown) {
    closeSource();
    reply.completeExceptionally(thrown);
  }

  @Override
  public void onCompleted() {
    closeSource();
    reply.completeExceptionally(
        new IOException("the coordinator ended the upload without a reply"));
  }

  private void pump(ClientCallStreamObserver<UploadChunk> requests) {
    try {
      while (!finished && requests.isReady()) {
        sendNext(requests);
      }
    } catch (IOException e) {
      finished = true;
      requests.cancel("cannot read " + bundle, e);
    }
  }

  private void sendNext(ClientCallStreamObserver<UploadChunk> requests) throws IOException {
    UploadChunk.Builder chunk = UploadChunk.newBuilder();
    InputStream in = source;
    if (in == null) {
      in = Files.newInputStream(bundle);
      source = in;
      chunk.setId(id);
    }
    byte[] data = in.readNBytes(CHUNK_BYTES);
    if (data.length == 0) {
      finished = true;
      requests.onCompleted();
    } else {
      requests.onNext(chunk.setData(ByteString.copyFrom(data)).build());
    }
  }

  private void closeSource() {
    finished = true;
    InputStream in = source;
    if (in != null) {
      try {
        in.close();
      } catch (IOException ignored) {
        // Only read from; nothing can be lost.
      }
    }
  }
}
