package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.trace.TraceReader;
import dev.hamlet.coordinator.trace.TraceSelection;
import dev.hamlet.proto.v1.TraceEnd;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TraceOverview;
import dev.hamlet.proto.v1.TracePart;
import dev.hamlet.proto.v1.TraceSamples;
import dev.hamlet.proto.v1.TracesRequest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The traces of one request on their way out. */
final class TraceSending {

  private final Pace<TracePart> pace;
  private final TraceStore store;
  private final TraceReader reader;

  TraceSending(Pace<TracePart> pace, TraceStore store, TraceReader reader) {
    this.pace = pace;
    this.store = store;
    this.reader = reader;
  }

  void send(TracesRequest request) throws InterruptedException {
    TraceSelection selection = selection(request);
    List<TracedTrial> trials =
        store.trials(request.getExperimentId()).stream()
            .filter(selection::has)
            .sorted(Comparator.comparing(TracedTrial::device))
            .toList();
    pace.send(
        TracePart.newBuilder()
            .setOverview(TraceOverview.newBuilder().setTrials(trials.size()))
            .build());
    for (TracedTrial trial : trials) {
      send(trial, selection);
    }
  }

  private void send(TracedTrial trial, TraceSelection selection) throws InterruptedException {
    pace.send(
        TracePart.newBuilder()
            .setHead(
                TraceHead.newBuilder()
                    .setCellId(trial.cellId())
                    .setTrialNumber(trial.trialNumber())
                    .setDevice(trial.device())
                    .setModel(trial.model())
                    .setVariant(trial.variant()))
            .build());
    Refusals refusals = new Refusals();
    String missing = reader.read(trial, selection, refusals, this::send).orElse("");
    TraceEnd.Builder end = TraceEnd.newBuilder().setMissing(missing);
    refusals.counts().forEach((refusal, samples) -> end.putRefused(refusal.word(), samples));
    pace.send(TracePart.newBuilder().setEnd(end).build());
  }

  private void send(List<StampedSeries> slice) throws InterruptedException {
    for (StampedSeries series : slice) {
      if (series.size() > 0) {
        pace.send(TracePart.newBuilder().setSamples(samples(series)).build());
      }
    }
  }

  private static TraceSamples samples(StampedSeries series) {
    long[] stamps = series.epochMs();
    TraceSamples.Builder samples =
        TraceSamples.newBuilder()
            .setRail(series.name().rail())
            .setScope(series.name().scope())
            .setSimulated(series.name().simulated())
            .setFirstEpochMs(stamps[0]);
    for (int i = 0; i < stamps.length; i++) {
      samples.addStepMs(i == 0 ? 0 : Math.toIntExact(stamps[i] - stamps[i - 1]));
      samples.addWatts(series.watts()[i]);
    }
    return samples.build();
  }

  private static TraceSelection selection(TracesRequest request) {
    return new TraceSelection(
        new HashSet<>(request.getDevicesList()),
        new HashSet<>(request.getRailsList()),
        new HashSet<>(request.getCellsList()),
        new HashSet<>(request.getTrialsList()),
        request.getFromEpochMs() == 0 ? Long.MIN_VALUE : request.getFromEpochMs(),
        request.getToEpochMs() == 0 ? Long.MAX_VALUE : request.getToEpochMs(),
        request.getWithInvalid());
  }
}
