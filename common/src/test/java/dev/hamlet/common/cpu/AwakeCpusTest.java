package dev.hamlet.common.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AwakeCpusTest {

  @Test
  void loopsRunUntilTheyAreClosed() {
    List<Integer> cpus = CpuAffinity.shares().own();
    AwakeCpus awake = AwakeCpus.started(cpus);
    assumeThat(awake.isKept()).as("chrt and taskset are there").isTrue();

    awake.close();

    assertThat(awake.isKept()).isFalse();
    awake.close();
  }

  @Test
  void loopBelongsToTheIdleClassAndToItsCpu() throws Exception {
    int cpu = CpuAffinity.shares().own().get(0);
    try (AwakeCpus awake = AwakeCpus.started(List.of(cpu))) {
      assumeThat(awake.isKept()).as("chrt and taskset are there").isTrue();
      long pid = loopOnceItLoops();

      String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
      assertThat(status).contains("Cpus_allowed_list:\t" + cpu + "\n");
      // field 41 of stat, the 39th after the name: SCHED_IDLE is 5
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      assertThat(afterName[38]).isEqualTo("5");
    }
  }

  @Test
  void manyCpus_areLeftAlone() {
    try (AwakeCpus awake = AwakeCpus.keep(List.of(0, 1, 2, 3, 4))) {
      assertThat(awake.isKept()).isFalse();
    }
  }

  /** The child becomes chrt, then taskset, then the shell. */
  private static long loopOnceItLoops() {
    while (true) {
      try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
        var shell =
            children
                .filter(child -> child.info().command().orElse("").matches(".*/(da|ba)?sh"))
                .findFirst();
        if (shell.isPresent()) {
          return shell.get().pid();
        }
      }
      Thread.onSpinWait();
    }
  }
}
