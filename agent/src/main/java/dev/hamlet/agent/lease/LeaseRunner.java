package dev.hamlet.agent.lease;

import dev.hamlet.agent.lease.LeaseWork.Step;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.cpu.AwakeCpus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one lease after the other, and waits for rounds and leases in between. Threads: runs on
 * a thread of its own until the desk stops.
 */
public final class LeaseRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseRunner.class);

  private final LeaseDesk desk;
  private final LeaseTools tools;
  private final BoardOrders orders;

  /** A runner that takes its leases and orders from a desk. */
  public LeaseRunner(LeaseDesk desk, LeaseTools tools, BoardOrders orders) {
    this.desk = desk;
    this.tools = tools;
    this.orders = orders;
  }

  @Override
  public void run() {
    try {
      while (desk.awaitWork()) {
        Optional<BoardOrder> order = desk.takeOrder();
        if (order.isPresent()) {
          orders.run(order.get(), desk::stopping);
          continue;
        }
        Optional<OpenLease> lease = desk.takeLease();
        if (lease.isPresent()) {
          serve(lease.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(OpenLease lease) throws InterruptedException {
    try (AwakeCpus awake = tools.awake().get()) {
      LOG.debug("CPUs of workers are kept awake: {}", awake.isKept());
      LeaseWork work = new LeaseWork(desk, tools, lease);
      for (Step step = work.next(); step != Step.OVER; step = work.next()) {
        if (step == Step.WAITS) {
          desk.awaitRound(lease);
        }
      }
    } catch (InterruptedException e) {
      LeaseWork.handBackAsTheAgentStops(tools, lease);
      throw e;
    } finally {
      desk.finished(lease);
    }
  }
}
