package dev.hamlet.common.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuSharesTest {

  private final CpuShares tx2 = new CpuShares(List.of(0, 1, 2, 3, 4, 5));

  @Test
  void workerWithFewThreads_keepsOffTheFirstCpu() {
    assertThat(tx2.own()).containsExactly(0);
    assertThat(tx2.worker(1)).containsExactly(1, 2, 3, 4, 5);
    assertThat(tx2.worker(5)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void workerThatNeedsEveryCpu_getsThem() {
    assertThat(tx2.worker(6)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void singleCpu_isShared() {
    CpuShares single = new CpuShares(List.of(3));
    assertThat(single.divided()).isFalse();
    assertThat(single.own()).containsExactly(3);
    assertThat(single.worker(1)).containsExactly(3);
  }

  @Test
  void kernelsList_isReadAsNumbers() {
    assertThat(CpuAffinity.parse("0-2,5")).containsExactly(0, 1, 2, 5);
    assertThat(CpuAffinity.parse("7")).containsExactly(7);
  }

  @Test
  void taskset_isAskedForEveryThreadOfTheProcess() {
    assertThat(CpuAffinity.command(4711, List.of(1, 2, 5)))
        .containsExactly("taskset", "-a", "-c", "-p", "1,2,5", "4711");
  }

  @Test
  void noCpus_confineNobody() {
    assertThat(CpuAffinity.confine(ProcessHandle.current().pid(), List.of())).isFalse();
  }

  @Test
  void otherProcess_isConfinedToTheCpusOfItsShare() throws Exception {
    CpuShares shares = CpuAffinity.shares();
    Process child = new ProcessBuilder("sleep", "30").start();
    try {
      assumeThat(CpuAffinity.confine(child.pid(), shares.own()))
          .as("this system does not let taskset place a child of ours")
          .isTrue();
      String status = Files.readString(Path.of("/proc", Long.toString(child.pid()), "status"));
      assertThat(status).contains("Cpus_allowed_list:\t" + shares.own().get(0) + "\n");
    } finally {
      child.destroyForcibly();
    }
  }
}
