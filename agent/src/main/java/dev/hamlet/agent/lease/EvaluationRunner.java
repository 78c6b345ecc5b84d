package dev.hamlet.agent.lease;

import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Runs an artifact over its labelled input set, under the host lock; no energy is measured.
 *
 * <p>Threads: the lease thread.
 */
final class EvaluationRunner {

  private final LeaseTools tools;
  private final OpenLease lease;

  EvaluationRunner(LeaseTools tools, OpenLease lease) {
    this.tools = tools;
    this.lease = lease;
  }

  /** Evaluates and reports; an expected failure is a report with its sentence. */
  void run(EvaluationSpec spec) throws InterruptedException {
    tools.reports().submit(report(spec));
  }

  private EvaluationReport report(EvaluationSpec spec) throws InterruptedException {
    try {
      return evaluated(spec, tools.requests().of(spec));
    } catch (WorkerException e) {
      tools.pool().discard(spec.runtime(), spec.threads());
      return failed(spec, VisitRunner.sentence(e), e.modelFault());
    } catch (HamletException e) {
      return failed(spec, VisitRunner.sentence(e), VisitRunner.blamesArtifact(e.code()));
    }
  }

  private EvaluationReport evaluated(EvaluationSpec spec, LoadRequest request)
      throws InterruptedException {
    int[] predictions = tools.underLock(lease, () -> predictions(spec, request));
    return new EvaluationReport(
        lease.ref(),
        spec.artifact(),
        spec.runtime(),
        spec.inputSet(),
        Arrays.stream(predictions).boxed().toList(),
        LoadRequests.labels(request.input(), predictions.length),
        request.input().manifest().classes(),
        "",
        false);
  }

  private int[] predictions(EvaluationSpec spec, LoadRequest request) {
    ModelWorker worker = tools.pool().worker(spec.runtime(), spec.threads());
    worker.load(request);
    return worker.evaluate(request.input(), spec.inputs());
  }

  private EvaluationReport failed(EvaluationSpec spec, String reason, boolean modelFault) {
    return new EvaluationReport(
        lease.ref(),
        spec.artifact(),
        spec.runtime(),
        spec.inputSet(),
        List.of(),
        List.of(),
        0,
        reason,
        modelFault);
  }
}
