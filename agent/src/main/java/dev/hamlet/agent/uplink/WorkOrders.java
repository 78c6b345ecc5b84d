package dev.hamlet.agent.uplink;

import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import java.util.List;

/**
 * What the coordinator orders. Called on the link's thread, in the order of the messages; must not
 * block. A message may come twice.
 */
public interface WorkOrders {

  /** A lease was granted. */
  void granted(LeaseGrant grant);

  /** A round of a lease was granted. */
  void round(RoundGrant round);

  /** A lease was taken back. */
  void ended(LeaseEnd end);

  /** A lease has lapsed: nothing done under it counts any more. */
  void lapsed(LeaseRef lease);

  /**
   * Something is to be found out of the board.
   *
   * @return false if there is work in hand: then nothing comes of it
   */
  boolean ordered(BoardOrder order);

  /** Leases in work or waiting, for hello and heartbeats. */
  List<LeaseRef> leases();
}
