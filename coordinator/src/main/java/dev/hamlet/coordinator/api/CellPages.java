package dev.hamlet.coordinator.api;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.cell.progress.CellPage;
import dev.hamlet.coordinator.cell.progress.CellQuery;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** Pages of cells as messages. A token is the position to go on from, as planned. Pure. */
final class CellPages {

  private static final int USUAL = 500;
  private static final int MOST = 2_000;
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,9}");

  private CellPages() {}

  /** What is asked for. */
  static CellQuery query(ListCellsRequest request) {
    long asked = Integer.toUnsignedLong(request.getPageSize());
    return new CellQuery(
        Set.copyOf(request.getStatesList()),
        Set.copyOf(request.getDevicesList()),
        position(request.getPageToken()),
        asked == 0 ? USUAL : (int) Math.min(MOST, asked));
  }

  /** What is answered. */
  static ListCellsReply reply(CellPage page) {
    ListCellsReply.Builder reply = ListCellsReply.newBuilder();
    page.cells().forEach(cell -> reply.addCells(StatusMessages.of(cell)));
    page.next().ifPresent(next -> reply.setNextPageToken(String.valueOf(next)));
    return reply.build();
  }

  private static int position(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new InvalidInputException(
          "page_token", "give what the page before has given, or nothing for the first page");
    }
    return Integer.parseInt(token);
  }
}
