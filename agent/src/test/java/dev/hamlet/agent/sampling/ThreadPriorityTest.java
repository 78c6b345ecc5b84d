package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {

  /**
   * Field 41 of /proc/PID/stat is the scheduling policy; 1 is SCHED_FIFO. Field 19 is the niceness.
   */
  private record Scheduling(int policy, int niceness) {

    static Scheduling ofThisThread() throws Exception {
      Path thread = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
      String stat = Files.readString(thread.resolve("stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Scheduling(Integer.parseInt(afterName[38]), Integer.parseInt(afterName[16]));
    }
  }

  @Test
  void raise_asksForRealTimeFirstAndForNicenessNext() {
    List<List<String>> asked = new ArrayList<>();

    assertThat(ThreadPriority.raise("17", command -> true)).isEqualTo(ThreadPriority.REAL_TIME);
    assertThat(ThreadPriority.raise("17", command -> command.get(0).equals("renice")))
        .isEqualTo(ThreadPriority.NICE);
    assertThat(
            ThreadPriority.raise(
                "17",
                command -> {
                  asked.add(command);
                  return false;
                }))
        .isEqualTo(ThreadPriority.NORMAL);
    assertThat(asked)
        .containsExactly(
            List.of("chrt", "--fifo", "--pid", "10", "17"),
            List.of("renice", "-n", "-20", "-p", "17"));
  }

  @Test
  void threadWithoutAnId_staysAsItIs() {
    assertThat(ThreadPriority.raise("", command -> true)).isEqualTo(ThreadPriority.NORMAL);
  }

  @Test
  void raise_saysWhatTheKernelSays() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<ThreadPriority> raised =
          CompletableFuture.supplyAsync(ThreadPriority::raise, thread);
      ThreadPriority priority = raised.get(10, TimeUnit.SECONDS);
      Scheduling scheduling = thread.submit(Scheduling::ofThisThread).get(10, TimeUnit.SECONDS);
      assumeThat(priority)
          .as("this system lets neither chrt nor renice raise a thread of ours")
          .isNotEqualTo(ThreadPriority.NORMAL);
      switch (priority) {
        case REAL_TIME -> assertThat(scheduling.policy()).isEqualTo(1);
        case NICE -> assertThat(scheduling.niceness()).isNegative();
        case NORMAL -> assertThat(scheduling.policy()).isZero();
      }
    } finally {
      thread.shutdownNow();
    }
  }
}
