package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.proto.v1.ListRequest;
import java.util.List;
import java.util.Set;

/**
 * Some of all experiments.
 *
 * @param experiments those of the page, the oldest first
 * @param nextToken the last of them if others follow; empty after the last page
 */
record ExperimentPage(List<ExperimentRecord> experiments, String nextToken) {

  private static final int MOST = 1_000;

  /** What is asked for; a token that is the id of no experiment begins at the first. */
  static ExperimentPage of(List<ExperimentRecord> all, ListRequest request) {
    Set<String> owners = Set.copyOf(request.getOwnersList());
    List<ExperimentRecord> rest = after(all, request.getPageToken());
    List<ExperimentRecord> wanted =
        rest.stream().filter(one -> owners.isEmpty() || owners.contains(one.owner())).toList();
    long asked = Integer.toUnsignedLong(request.getPageSize());
    int most = asked == 0 ? wanted.size() : (int) Math.min(MOST, asked);
    if (wanted.size() <= most) {
      return new ExperimentPage(wanted, "");
    }
    List<ExperimentRecord> page = wanted.subList(0, most);
    return new ExperimentPage(page, page.get(most - 1).id());
  }

  private static List<ExperimentRecord> after(List<ExperimentRecord> all, String token) {
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(token)) {
        from = i + 1;
      }
    }
    return all.subList(from, all.size());
  }
}
