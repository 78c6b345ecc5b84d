package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.CellsShown;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.SubmitReply;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An experiment of so many cells that they fit into no message. The client takes 4 MiB at most, as
 * any that sets nothing does.
 */
class LargeExperimentTest {

  private static final int CELLS = 300 * 185;

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: large, owner: mia}
      models: {lenet: {zoo: lenet}}
      inputs: {set: digits-test}
      matrix: {a: [%s], b: [%s]}
      profile: demo
      trials: {visit: 2}
      """
          .formatted(upTo(300), upTo(185));

  @TempDir Path folder;

  @Test
  void everyQuestion_isAnsweredInMessagesThatFit() throws Exception {
    String id;
    try (Coordinator coordinator = Coordinator.open(config())) {
      ManagedChannel channel = channel(coordinator);
      OperatorGrpc.OperatorBlockingStub operator = OperatorGrpc.newBlockingStub(channel);
      try (WireAgent agent =
          new WireAgent(coordinator.grpcPort(), "twin-1", "s1", ProtocolVersion.CURRENT)) {
        agent.next(CoordinatorMessage.KindCase.WELCOME);
        SubmitReply accepted =
            operator.submit(
                new SyntheticSubmission(folder.resolve("data").resolve("artifacts"))
                    .of("large", FILE, "baseline"));
        assertThat(accepted.getCells()).isEqualTo(CELLS);
        id = accepted.getExperimentId();
        whileItRuns(operator, id, agent);
        assertThat(operator.cancel(all(id)).getCellsByStateMap())
            .as("an act is answered in any case")
            .containsEntry("cancelled", CELLS);
        ended(operator, id);
      } finally {
        channel.shutdownNow();
      }
    }
    try (Coordinator later = Coordinator.open(config())) {
      ManagedChannel channel = channel(later);
      try {
        ended(OperatorGrpc.newBlockingStub(channel), id);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static void whileItRuns(
      OperatorGrpc.OperatorBlockingStub operator, String id, WireAgent agent) throws Exception {
    Iterator<ExperimentStatus> watch =
        operator
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .watch(all(id).toBuilder().setCells(CellsShown.CHANGED_CELLS).build());
    ExperimentStatus first = watch.next();
    assertThat(first.getCellsList()).isEmpty();
    assertThat(first.getVaryingAxesList()).containsExactly("a", "b");
    assertThat(first.getCellsByStateMap()).isEqualTo(Map.of("waiting", CELLS));

    LeaseGrant lease = agent.lease();
    agent.evaluate(lease);
    RoundGrant round = agent.round();
    Set<String> visited =
        round.visits().stream().map(visit -> visit.cellId()).collect(Collectors.toSet());
    agent.run(lease, round);
    Set<String> told = new HashSet<>();
    while (!told.equals(visited)) {
      ExperimentStatus next = watch.next();
      next.getCellsList().stream().map(CellStatus::getCellId).forEach(told::add);
      assertThat(visited).as("only what changed is sent").containsAll(told);
    }

    assertThat(read(operator, wanted(id).addStates("running").build())).isEqualTo(visited);
    assertThat(read(operator, wanted(id).addDevices("twin-2").build())).isEmpty();
    assertThat(read(operator, wanted(id).setPageSize(2_000).build())).hasSize(CELLS);
    assertThatThrownBy(() -> operator.get(all(id)))
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("do not fit into one message")
        .hasMessageContaining("ListCells");
    assertThatThrownBy(() -> operator.watch(all(id)).next()).hasMessageContaining("ListCells");
    assertThatThrownBy(() -> operator.list(ListRequest.getDefaultInstance()))
        .hasMessageContaining("ListCells");
  }

  private static void ended(OperatorGrpc.OperatorBlockingStub operator, String id) {
    Map<String, Integer> counted = Map.of("cancelled", CELLS);
    ExperimentRequest counts = all(id).toBuilder().setCells(CellsShown.NO_CELLS).build();
    ExperimentRequest changes = all(id).toBuilder().setCells(CellsShown.CHANGED_CELLS).build();
    assertThat(operator.get(counts).getCellsByStateMap()).isEqualTo(counted);
    assertThat(operator.get(counts).getVaryingAxesList()).containsExactly("a", "b");
    assertThat(operator.listCells(wanted(id).build()).getCells(0).getOptionsMap())
        .containsOnlyKeys("a", "b");
    assertThat(operator.watch(changes))
        .toIterable()
        .singleElement()
        .matches(status -> status.getCellsByStateMap().equals(counted));
    ListRequest mine =
        ListRequest.newBuilder().setCells(CellsShown.NO_CELLS).addOwners("mia").build();
    assertThat(operator.list(mine).getExperimentsList())
        .singleElement()
        .matches(status -> status.getCellsByStateMap().equals(counted));
    assertThat(operator.list(mine.toBuilder().clearOwners().addOwners("tom").build()))
        .matches(reply -> reply.getExperimentsCount() == 0);
    assertThat(read(operator, wanted(id).setPageSize(2_000).build())).hasSize(CELLS);
    assertThat(read(operator, wanted(id).addStates("failed").build())).isEmpty();
  }

  /** Ids of all cells that pages hold; none twice. */
  private static Set<String> read(
      OperatorGrpc.OperatorBlockingStub operator, ListCellsRequest first) {
    Set<String> ids = new HashSet<>();
    String token = "";
    do {
      ListCellsReply page = operator.listCells(first.toBuilder().setPageToken(token).build());
      page.getCellsList()
          .forEach(cell -> assertThat(ids.add(cell.getCellId())).as(cell.getCellId()).isTrue());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return ids;
  }

  private static ListCellsRequest.Builder wanted(String id) {
    return ListCellsRequest.newBuilder().setExperimentId(id);
  }

  private static ExperimentRequest all(String id) {
    return ExperimentRequest.newBuilder().setExperimentId(id).build();
  }

  private static ManagedChannel channel(Coordinator coordinator) {
    return NettyChannelBuilder.forAddress("127.0.0.1", coordinator.grpcPort())
        .usePlaintext()
        .build();
  }

  private CoordinatorConfig config() {
    return CoordinatorConfig.in(folder.resolve("data"), "0.1.0").withPorts(0, 0);
  }

  private static String upTo(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
