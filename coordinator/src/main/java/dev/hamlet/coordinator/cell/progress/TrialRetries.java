package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which trials of a cell repeat others. A trial repeats the first that does not count and was not
 * repeated when it was granted; one whose number was granted before and lost repeats that try, or
 * what that try was to repeat. Loop only.
 */
final class TrialRetries {

  private final Map<Integer, TrialRetry> granted = new TreeMap<>();
  private final Map<Integer, TrialRetry> lost = new TreeMap<>();

  /**
   * What trials repeat that are about to be granted.
   *
   * @param stored the cell's trials that have a row, by number
   */
  Map<Integer, TrialRetry> assign(Collection<Integer> numbers, Collection<TrialResult> stored) {
    Queue<TrialRetry> open = open(stored);
    Map<Integer, TrialRetry> assigned = new TreeMap<>();
    for (int number : numbers) {
      TrialRetry before = lost.remove(number);
      TrialRetry retry = before != null ? before : open.poll();
      if (retry != null) {
        assigned.put(number, retry);
      }
    }
    return assigned;
  }

  private Queue<TrialRetry> open(Collection<TrialResult> stored) {
    Set<Integer> repeated = new HashSet<>();
    granted.values().forEach(retry -> repeated.add(retry.of()));
    lost.values().forEach(retry -> repeated.add(retry.of()));
    for (TrialResult trial : stored) {
      TrialRetry retry = trial.retry();
      if (retry != null && retry.cause() != RetryCause.LOST) {
        repeated.add(retry.of());
      }
    }
    Queue<TrialRetry> open = new ArrayDeque<>();
    for (TrialResult trial : stored) {
      if (trial.status() != TrialStatus.VALID && !repeated.contains(trial.trialNumber())) {
        open.add(new TrialRetry(trial.trialNumber(), cause(trial.status())));
      }
    }
    return open;
  }

  private static RetryCause cause(TrialStatus status) {
    return status == TrialStatus.INVALID ? RetryCause.INVALID : RetryCause.FAILED;
  }

  /** Trials were granted. */
  void granted(Map<Integer, TrialRetry> byNumber) {
    granted.putAll(byNumber);
  }

  /** What a granted trial repeats; null if nothing. */
  @Nullable TrialRetry of(int number) {
    return granted.get(number);
  }

  /** A try is lost; {@code again} if its number is granted once more already. */
  void lost(int number, boolean again) {
    TrialRetry itself = new TrialRetry(number, RetryCause.LOST);
    if (again) {
      granted.putIfAbsent(number, itself);
    } else {
      lost.putIfAbsent(number, granted.getOrDefault(number, itself));
    }
  }

  void forgetGrants() {
    granted.clear();
  }
}
