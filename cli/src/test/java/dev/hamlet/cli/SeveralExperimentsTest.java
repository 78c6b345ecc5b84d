package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.MissingReply;
import dev.hamlet.proto.v1.MissingRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import dev.hamlet.proto.v1.VersionReply;
import dev.hamlet.proto.v1.VersionRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hamlet run} of a file of several documents. */
final class SeveralExperimentsTest {

  private static final String DOCUMENT =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: NAME}
      models: {lenet: {zoo: lenet, steps: 1}}
      inputs: {set: digits-test}
      matrix: {power_mode: [MODE]}
      profile: demo
      """;

  @TempDir private Path folder;
  private final StopSignal stop = StopSignal.manual(Duration.ofSeconds(5));
  private final Boards boards = new Boards();
  private Server server = NettyServerBuilder.forPort(0).build();

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(boards)
            .addService(new AllThere())
            .build()
            .start();
  }

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void oneThatTheCoordinatorRefuses_keepsAllFromBeingHandedIn() throws IOException {
    CommandLineFixture hamlet = hamlet();
    assertThat(run(hamlet, document("first", "MAXN"), document("second", "MAXX"))).isEqualTo(2);

    assertThat(boards.submitted).isEmpty();
    assertThat(hamlet.err()).contains("several.yaml (second): ", "no power mode MAXX");
    assertThat(folder.resolve("cache")).as("nothing is built for nothing").doesNotExist();
  }

  @Test
  void all_areNamedWhenHandedInAndWhenAPersonStopsFollowing() throws IOException {
    CommandLineFixture hamlet = hamlet();
    run(hamlet, document("first", "MAXN"), document("second", "MAXQ"));

    assertThat(boards.submitted).containsExactly("first", "second");
    assertThat(hamlet.err())
        .containsSubsequence(
            "e-first is handed in",
            "e-second is handed in",
            "detached; 2 experiments go on. Follow them with:",
            "hamlet watch e-first --coordinator",
            "hamlet watch e-second --coordinator");
  }

  @Test
  void oneThatFailsToBeHandedIn_leavesTheOthersNamed() throws IOException {
    CommandLineFixture hamlet = hamlet();
    assertThat(run(hamlet, document("first", "MAXN"), document("late", "MAXN"))).isEqualTo(2);

    assertThat(hamlet.err())
        .containsSubsequence(
            "e-first is handed in",
            "the experiment goes on. Follow it with: hamlet watch e-first",
            "a board left");
  }

  private CommandLineFixture hamlet() {
    return new CommandLineFixture(folder, Map.of(), stop);
  }

  private int run(CommandLineFixture hamlet, String... documents) throws IOException {
    Path file = folder.resolve("several.yaml");
    Files.writeString(file, String.join("---\n", documents));
    return hamlet.run("run", file.toString(), "--coordinator", "127.0.0.1:" + server.getPort());
  }

  private static String document(String name, String mode) {
    return DOCUMENT.replace("NAME", name).replace("MODE", mode);
  }

  private static <T> void answer(StreamObserver<T> reply, T value) {
    reply.onNext(value);
    reply.onCompleted();
  }

  /** Takes every file but those for MAXX; a person presses Ctrl-C as soon as one is watched. */
  private final class Boards extends OperatorGrpc.OperatorImplBase {

    private final List<String> submitted = new CopyOnWriteArrayList<>();

    @Override
    public void version(VersionRequest request, StreamObserver<VersionReply> reply) {
      answer(reply, VersionReply.getDefaultInstance());
    }

    @Override
    public void estimate(SubmitRequest request, StreamObserver<EstimateReply> reply) {
      if (isRefused(request, reply)) {
        return;
      }
      answer(reply, EstimateReply.getDefaultInstance());
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> reply) {
      String name = request.getFile().replaceAll("(?s).*name: (\\w+).*", "$1");
      if (isRefused(request, reply)) {
        return;
      }
      if (name.equals("late")) {
        reply.onError(Status.INVALID_ARGUMENT.withDescription("a board left").asException());
        return;
      }
      submitted.add(name);
      answer(reply, SubmitReply.newBuilder().setExperimentId("e-" + name).setCells(1).build());
    }

    @Override
    public void watch(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
      stop.stop();
      reply.onError(Status.NOT_FOUND.withDescription("the test is over").asException());
    }

    private static boolean isRefused(SubmitRequest request, StreamObserver<?> reply) {
      boolean refused = request.getFile().contains("MAXX");
      if (refused) {
        reply.onError(Status.INVALID_ARGUMENT.withDescription("no power mode MAXX").asException());
      }
      return refused;
    }
  }

  /** Has every bundle. */
  private static final class AllThere extends ArtifactsGrpc.ArtifactsImplBase {

    @Override
    public void missing(MissingRequest request, StreamObserver<MissingReply> reply) {
      answer(reply, MissingReply.getDefaultInstance());
    }
  }
}
