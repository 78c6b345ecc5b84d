package dev.hamlet.coordinator.artifact;

import com.google.protobuf.ByteString;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.DownloadChunk;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bundle on its way out, at the pace of its reader. */
final class Download {

  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  private final FileChannel file;
  private final long totalBytes;
  private final ServerCallStreamObserver<DownloadChunk> out;
  private final ByteBuffer buffer = ByteBuffer.allocate(ArtifactService.CHUNK_BYTES);
  private boolean first = true;
  private boolean ended;

  private Download(FileChannel file, long totalBytes, ServerCallStreamObserver<DownloadChunk> out) {
    this.file = file;
    this.totalBytes = totalBytes;
    this.out = out;
  }

  static Download open(Path bundle, long offsetBytes, ServerCallStreamObserver<DownloadChunk> out) {
    try {
      FileChannel file = FileChannel.open(bundle, StandardOpenOption.READ);
      long totalBytes = file.size();
      if (offsetBytes < 0 || offsetBytes > totalBytes) {
        file.close();
        throw new InvalidInputException(
            "offset_bytes", offsetBytes + " is beyond the bundle's " + totalBytes + " bytes");
      }
      file.position(offsetBytes);
      return new Download(file, totalBytes, out);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot read the artifact " + bundle, e);
    }
  }

  /** Sends as long as the transport takes more. */
  synchronized void pump() {
    try {
      while (!ended && out.isReady()) {
        chunk();
      }
    } catch (IOException e) {
      close();
      out.onError(
          StatusMapping.toStatus(
              new HamletException(ErrorCode.RESOURCE, "the artifact cannot be read", e)));
    }
  }

  synchronized void close() {
    ended = true;
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("cannot close an artifact", e);
    }
  }

  private void chunk() throws IOException {
    buffer.clear();
    int read = file.read(buffer);
    if (read < 0 && !first) {
      end();
      return;
    }
    buffer.flip();
    DownloadChunk.Builder chunk = DownloadChunk.newBuilder().setData(ByteString.copyFrom(buffer));
    if (first) {
      chunk.setTotalBytes(totalBytes);
      first = false;
    }
    out.onNext(chunk.build());
    if (file.position() >= totalBytes) {
      end();
    }
  }

  private void end() {
    close();
    out.onCompleted();
  }
}
