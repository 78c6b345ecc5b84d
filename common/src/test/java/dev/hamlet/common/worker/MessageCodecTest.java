package dev.hamlet.common.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.inference.Spans;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  static Stream<Request> requests() {
    TensorSpec input = new TensorSpec("x", List.of(28, 28, 1), "float32");
    TensorSpec output = new TensorSpec("prob", List.of(10), "float32");
    Request.InputFile inputs = new Request.InputFile("/tmp/ä/inputs.f32", 2000);
    return Stream.of(
        new Request.Hello(1),
        new Request.Load("/m", input, output, 10, 2, inputs, 7, Map.of("optimizer", "off")),
        new Request.Describe(),
        new Request.Warm(300_000_000L, 1),
        new Request.Burst(1_000_000_000L, 20, 20_000_000L, 2_000_000L, Long.MIN_VALUE),
        new Request.Evaluate(inputs, 2000),
        new Request.Unload());
  }

  static Stream<Reply> replies() {
    return Stream.of(
        new Reply.Hello(1, "tensorflow", "2.18.0", 4711, 1L << 60),
        new Reply.Load(82_000_000),
        new Reply.Describe(Map.of("optimizer", "on")),
        new Reply.Warm(12),
        new Reply.Burst(new Spans(new long[] {5, 9}, new long[] {7, 9}), 3),
        new Reply.Burst(new Spans(new long[0], new long[0]), 3),
        new Reply.Evaluate(new int[] {0, 255, 256}),
        new Reply.Unload(),
        new Reply.Failure("no such \"op\"", true));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_survivesARoundTrip(Request request) throws FrameException {
    assertThat(MessageCodec.request(MessageCodec.encode(request))).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void reply_survivesARoundTrip(Reply reply) throws FrameException {
    assertThat(MessageCodec.reply(MessageCodec.encode(reply)))
        .usingRecursiveComparison()
        .isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyBurst_survivesARoundTrip(long seed) throws FrameException {
    Random random = new Random(seed);
    long greatestDeltaNs = random.nextBoolean() ? 3_000_000L : 20_000_000_000L;
    long[] startNs = new long[1000];
    long[] endNs = new long[1000];
    long stampNs = random.nextLong(1L << 50);
    for (int i = 0; i < startNs.length; i++) {
      startNs[i] = stampNs += random.nextLong(greatestDeltaNs);
      endNs[i] = stampNs += random.nextLong(greatestDeltaNs);
    }
    Reply burst = new Reply.Burst(new Spans(startNs, endNs), 1);
    assertThat(MessageCodec.reply(MessageCodec.encode(burst)))
        .usingRecursiveComparison()
        .isEqualTo(burst);
  }

  @Test
  void shortSpans_takeEightBytesEach() {
    Reply burst = new Reply.Burst(new Spans(new long[] {1L << 40}, new long[] {(1L << 40) + 9}), 0);
    assertThat(MessageCodec.encode(burst).tail()).containsExactly(0, 0, 0, 0, 9, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"first_start_ns\":1,\"inferences\":1,\"delta_bytes\":4}",
        "{\"first_start_ns\":1,\"inferences\":2,\"delta_bytes\":4,\"prediction\":0}",
        "{\"first_start_ns\":1,\"inferences\":-1,\"delta_bytes\":4,\"prediction\":0}",
        "{\"first_start_ns\":1,\"inferences\":1,\"delta_bytes\":3,\"prediction\":0}",
        "{\"first_start_ns\":9223372036854775807,\"inferences\":1,\"delta_bytes\":4,"
            + "\"prediction\":0}",
      })
  void nonsenseInABurst_isRefused(String header) {
    Frame frame = new Frame(0x85, header.getBytes(UTF_8), new byte[] {1, 0, 0, 0, 1, 0, 0, 0});
    assertThatThrownBy(() -> MessageCodec.reply(frame)).isInstanceOf(FrameException.class);
  }

  @Test
  void negativeDuration_isRefused() {
    byte[] tail = new byte[16];
    tail[15] = -1;
    String header = "{\"first_start_ns\":1,\"inferences\":1,\"delta_bytes\":8,\"prediction\":0}";
    assertThatThrownBy(() -> MessageCodec.reply(new Frame(0x85, header.getBytes(UTF_8), tail)))
        .isInstanceOf(FrameException.class);
  }

  @Test
  void unknownNames_arePassedOver() throws FrameException {
    Frame frame = new Frame(1, "{\"protocol\":1,\"colour\":2}".getBytes(UTF_8), new byte[0]);
    assertThat(MessageCodec.request(frame)).isEqualTo(new Request.Hello(1));
  }

  @Test
  void impossibleNumber_isRefusedWithItsName() {
    String header = "{\"least_duration_ns\":-5,\"least_inferences\":1}";
    assertThatThrownBy(
            () -> MessageCodec.request(new Frame(4, header.getBytes(UTF_8), new byte[0])))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("least_duration_ns is -5");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 0x80, 0x88, 0xfe})
  void unknownTypes_areRefused(int type) {
    Frame frame = new Frame(type, new byte[] {'{', '}'}, new byte[0]);
    assertThatThrownBy(() -> MessageCodec.request(frame)).isInstanceOf(FrameException.class);
    assertThatThrownBy(() -> MessageCodec.reply(frame)).isInstanceOf(FrameException.class);
  }
}
