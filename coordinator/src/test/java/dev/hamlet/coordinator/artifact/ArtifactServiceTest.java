package dev.hamlet.coordinator.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.security.Digests;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.DownloadChunk;
import dev.hamlet.proto.v1.DownloadRequest;
import dev.hamlet.proto.v1.MissingRequest;
import dev.hamlet.proto.v1.UploadChunk;
import dev.hamlet.proto.v1.UploadReply;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactServiceTest {

  private static final int MAX_BYTES = 1 << 20;

  @TempDir Path folder;

  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final byte[] content = new byte[3 * ArtifactService.CHUNK_BYTES + 17];
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() throws IOException {
    new Random(5).nextBytes(content);
    server =
        InProcessServerBuilder.forName("artifacts")
            .executor(calls)
            .addService(new ArtifactService(new ArtifactStore(folder), MAX_BYTES))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName("artifacts").build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
    calls.shutdown();
  }

  @Test
  void uploaded_isNoLongerMissingAndComesDownWhole() throws Exception {
    String id = id(content);
    assertThat(missing(id)).containsExactly(id);

    assertThat(upload(id, content)).isEqualTo("OK " + content.length);

    assertThat(missing(id)).isEmpty();
    assertThat(download(id, 0).toByteArray()).isEqualTo(content);
  }

  @Test
  void downloadFromAnOffset_isTheRest() throws Exception {
    String id = id(content);
    upload(id, content);

    ByteString whole = ByteString.copyFrom(content);
    assertThat(download(id, 100_000)).isEqualTo(whole.substring(100_000));
    assertThat(download(id, content.length)).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void offsetBeyondTheEnd_isInvalid() throws Exception {
    String id = id(content);
    upload(id, content);

    assertThatThrownBy(() -> download(id, content.length + 1L))
        .hasMessageStartingWith("INVALID_ARGUMENT");
  }

  @Test
  void otherHash_isDataLossAndLeavesNothing() throws Exception {
    String id = id(new byte[] {1});

    assertThat(upload(id, content)).isEqualTo("DATA_LOSS");

    assertThat(missing(id)).containsExactly(id);
    assertThat(files()).isEmpty();
  }

  @Test
  void tooManyBytes_areRefusedAndLeaveNothing() throws Exception {
    byte[] large = new byte[MAX_BYTES + 1];

    assertThat(upload(id(large), large)).isEqualTo("INVALID_ARGUMENT");

    assertThat(files()).isEmpty();
  }

  @Test
  void brokenOffUpload_leavesNothing() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StreamObserver<UploadChunk> up = ArtifactsGrpc.newStub(channel).upload(new Reply(end));
    up.onNext(chunk(id(content), content, 0, 1_000));
    up.onError(Status.CANCELLED.asRuntimeException());
    end.get(10, TimeUnit.SECONDS);
    server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    // a server is terminated before the calls that it told of the end have returned
    calls.shutdown();
    assertThat(calls.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(files()).isEmpty();
  }

  @Test
  void uploadWithoutAnId_isInvalid() throws Exception {
    assertThat(upload("", content)).isEqualTo("INVALID_ARGUMENT");
    assertThat(upload("../../etc/passwd", content)).isEqualTo("INVALID_ARGUMENT");
    assertThat(files()).isEmpty();
  }

  @Test
  void unknownId_isNotFound() {
    assertThatThrownBy(() -> download("0".repeat(64), 0)).hasMessageStartingWith("NOT_FOUND");
  }

  private String upload(String id, byte[] bytes) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StreamObserver<UploadChunk> up = ArtifactsGrpc.newStub(channel).upload(new Reply(end));
    for (int from = 0; from < bytes.length; from += 100_000) {
      up.onNext(chunk(from == 0 ? id : "", bytes, from, Math.min(bytes.length, from + 100_000)));
    }
    up.onCompleted();
    return end.get(10, TimeUnit.SECONDS);
  }

  private ByteString download(String id, long offset) {
    Iterator<DownloadChunk> chunks =
        ArtifactsGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .download(DownloadRequest.newBuilder().setId(id).setOffsetBytes(offset).build());
    ByteString all = ByteString.EMPTY;
    boolean first = true;
    while (chunks.hasNext()) {
      DownloadChunk chunk = chunks.next();
      assertThat(chunk.getTotalBytes()).isEqualTo(first ? content.length : 0);
      first = false;
      all = all.concat(chunk.getData());
    }
    return all;
  }

  private List<String> missing(String... ids) {
    return ArtifactsGrpc.newBlockingStub(channel)
        .missing(MissingRequest.newBuilder().addAllIds(List.of(ids)).build())
        .getIdsList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static UploadChunk chunk(String id, byte[] bytes, int from, int to) {
    return UploadChunk.newBuilder()
        .setId(id)
        .setData(ByteString.copyFrom(bytes, from, to - from))
        .build();
  }

  private static String id(byte[] bytes) {
    return Digests.hex(Digests.sha256().digest(bytes));
  }

  private record Reply(CompletableFuture<String> end) implements StreamObserver<UploadReply> {

    @Override
    public void onNext(UploadReply reply) {
      end.complete("OK " + reply.getSizeBytes());
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure).getCode().name());
    }

    @Override
    public void onCompleted() {
      end.complete("completed without a reply");
    }
  }
}
