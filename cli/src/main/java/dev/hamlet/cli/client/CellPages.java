package dev.hamlet.cli.client;

import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Function;

/** Cells of an experiment, read a page at a time as they are taken. One thread. */
final class CellPages implements Iterator<CellStatus> {

  private final Function<ListCellsRequest, ListCellsReply> call;
  private ListCellsRequest next;
  private Iterator<CellStatus> page = Collections.emptyIterator();
  private boolean through;

  /** Nothing is read before the first question. */
  CellPages(ListCellsRequest first, Function<ListCellsRequest, ListCellsReply> call) {
    this.next = first;
    this.call = call;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !through) {
      ListCellsReply reply = call.apply(next);
      page = reply.getCellsList().iterator();
      next = next.toBuilder().setPageToken(reply.getNextPageToken()).build();
      through = reply.getNextPageToken().isEmpty();
    }
    return page.hasNext();
  }

  @Override
  public CellStatus next() {
    boolean unused = hasNext();
    return page.next();
  }
}
