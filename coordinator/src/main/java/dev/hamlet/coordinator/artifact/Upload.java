package dev.hamlet.coordinator.artifact;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.UploadChunk;
import dev.hamlet.proto.v1.UploadReply;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bundle on its way in: written aside, checked against its hash, then visible. Whatever goes
 * wrong leaves nothing behind.
 */
final class Upload implements StreamObserver<UploadChunk> {

  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final ArtifactStore store;
  private final long maxBytes;
  private final StreamObserver<UploadReply> reply;
  private @Nullable String id;
  private @Nullable Path part;
  private @Nullable OutputStream out;
  private long sizeBytes;
  private boolean ended;

  Upload(ArtifactStore store, long maxBytes, StreamObserver<UploadReply> reply) {
    this.store = store;
    this.maxBytes = maxBytes;
    this.reply = reply;
  }

  @Override
  public void onNext(UploadChunk chunk) {
    if (ended) {
      return;
    }
    try {
      OutputStream file = out == null ? begin(chunk.getId()) : out;
      sizeBytes += chunk.getData().size();
      if (sizeBytes > maxBytes) {
        throw new InvalidInputException("data", "a bundle has at most " + maxBytes + " bytes");
      }
      chunk.getData().writeTo(file);
    } catch (IOException e) {
      fail(full(e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onError(Throwable cause) {
    ended = true;
    discard();
  }

  @Override
  public void onCompleted() {
    if (ended) {
      return;
    }
    try {
      finish();
      ended = true;
      reply.onNext(UploadReply.newBuilder().setSizeBytes(sizeBytes).build());
      reply.onCompleted();
    } catch (IOException e) {
      fail(full(e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private OutputStream begin(String bundleId) throws IOException {
    store.has(bundleId); // refuses what is no id
    id = bundleId;
    Path file = store.newPart();
    part = file;
    OutputStream opened = Files.newOutputStream(file);
    out = opened;
    return opened;
  }

  private void finish() throws IOException {
    String bundleId = id;
    Path file = part;
    OutputStream open = out;
    if (bundleId == null || file == null || open == null) {
      throw new InvalidInputException("id", "the first message of an upload names the bundle");
    }
    open.close();
    store.adopt(file, bundleId);
  }

  private void fail(RuntimeException failure) {
    ended = true;
    discard();
    reply.onError(StatusMapping.toStatus(failure));
  }

  private void discard() {
    try {
      if (out != null) {
        out.close();
      }
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.warn("cannot discard the unfinished upload {}", part, e);
    }
  }

  private static HamletException full(IOException e) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "the coordinator cannot write the artifact (" + e.getMessage() + "): make room there",
        e);
  }
}
