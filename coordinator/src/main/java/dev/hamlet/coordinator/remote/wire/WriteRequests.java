package dev.hamlet.coordinator.remote.wire;

import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.proto.remote.v1.Label;
import dev.hamlet.proto.remote.v1.Sample;
import dev.hamlet.proto.remote.v1.TimeSeries;
import dev.hamlet.proto.remote.v1.WriteRequest;
import io.airlift.compress.snappy.SnappyCompressor;
import java.util.Arrays;
import java.util.List;

/** Requests as bytes: protobuf in Snappy's block format. */
final class WriteRequests {

  private WriteRequests() {}

  static byte[] encode(List<StampedSeries> batch) {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    batch.forEach(series -> request.addTimeseries(message(series)));
    byte[] plain = request.build().toByteArray();
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
    int length = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }

  private static TimeSeries message(StampedSeries series) {
    TimeSeries.Builder message = TimeSeries.newBuilder();
    series
        .name()
        .labels()
        .forEach(
            (name, value) -> message.addLabels(Label.newBuilder().setName(name).setValue(value)));
    for (int i = 0; i < series.size(); i++) {
      message.addSamples(
          Sample.newBuilder().setTimestamp(series.epochMs()[i]).setValue(series.watts()[i]));
    }
    return message.build();
  }
}
