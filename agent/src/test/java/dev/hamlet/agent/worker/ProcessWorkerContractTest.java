package dev.hamlet.agent.worker;

import dev.hamlet.agent.worker.FakeWorkerMain.Misdeed;
import java.nio.file.Path;

class ProcessWorkerContractTest extends ModelWorkerContract {

  @Override
  ModelWorker open(Path folder) {
    return FakeWorkers.of(Misdeed.NONE, folder).start("fake");
  }
}
