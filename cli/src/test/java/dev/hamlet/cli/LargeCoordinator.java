package dev.hamlet.cli;

import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.CellsShown;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ListReply;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;

/**
 * A coordinator with one experiment of very many cells, of which the last has failed and the one
 * before runs, and that it shows in pages only.
 */
final class LargeCoordinator extends OperatorGrpc.OperatorImplBase implements AutoCloseable {

  static final int CELLS = 60_000;

  private final Server server;

  LargeCoordinator() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void get(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    require(request.getCells() == CellsShown.NO_CELLS);
    answer(reply, status("e-1", "mia"));
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListReply> reply) {
    require(request.getCells() == CellsShown.NO_CELLS);
    ListReply.Builder page = ListReply.newBuilder();
    if (request.getPageToken().isEmpty()) {
      page.addExperiments(status("e-1", "mia")).setNextPageToken("e-1");
    } else {
      page.addExperiments(status("e-2", "tom"));
    }
    answer(reply, page.build());
  }

  @Override
  public void listCells(ListCellsRequest request, StreamObserver<ListCellsReply> reply) {
    String token = request.getPageToken();
    int from = token.isEmpty() ? 0 : Integer.parseInt(token);
    int end = Math.min(CELLS, from + request.getPageSize());
    ListCellsReply.Builder page = ListCellsReply.newBuilder();
    IntStream.range(from, end)
        .mapToObj(LargeCoordinator::cell)
        .filter(
            cell ->
                request.getStatesCount() == 0 || request.getStatesList().contains(cell.getState()))
        .forEach(page::addCells);
    answer(reply, page.setNextPageToken(end == CELLS ? "" : String.valueOf(end)).build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static void require(boolean bounded) {
    if (!bounded) {
      throw new IllegalStateException("all cells are asked for at once");
    }
  }

  private static <T> void answer(StreamObserver<T> reply, T value) {
    reply.onNext(value);
    reply.onCompleted();
  }

  private static ExperimentStatus status(String id, String owner) {
    return ExperimentStatus.newBuilder()
        .setExperimentId(id)
        .setName("large")
        .setOwner(owner)
        .setState("running")
        .setTrialsDone(7)
        .putCellsByState("waiting", CELLS - 2)
        .putCellsByState("running", 1)
        .putCellsByState("failed", 1)
        .build();
  }

  private static CellStatus cell(int number) {
    return CellStatus.newBuilder()
        .setCellId("c" + number)
        .setModel("lenet")
        .setVariant("v" + number)
        .setDevice("twin-1")
        .setState(number == CELLS - 1 ? "failed" : number == CELLS - 2 ? "running" : "waiting")
        .build();
  }
}
