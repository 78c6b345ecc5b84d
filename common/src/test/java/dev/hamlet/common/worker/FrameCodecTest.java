package dev.hamlet.common.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyFrame_survivesARoundTrip(long seed) throws FrameException {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Frame frame = new Frame(random.nextInt(256), bytes(random, 300), bytes(random, 5000));
      ByteBuffer encoded = FrameCodec.encode(frame);
      assertThat(FrameCodec.bodyBytes(encoded)).isEqualTo(encoded.remaining());
      Frame decoded = FrameCodec.decode(encoded);
      assertThat(decoded.type()).isEqualTo(frame.type());
      assertThat(decoded.header()).isEqualTo(frame.header());
      assertThat(decoded.tail()).isEqualTo(frame.tail());
    }
  }

  @Test
  void frame_isLaidOutAsDocumented() throws FrameException {
    ByteBuffer encoded = FrameCodec.encode(new Frame(0x85, new byte[] {'{', '}'}, new byte[] {9}));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    assertThat(bytes).containsExactly(8, 0, 0, 0, 0x85, 2, 0, 0, 0, '{', '}', 9);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void randomBytes_areAFrameOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] body = bytes(random, 40);
      try {
        Frame frame = FrameCodec.decode(ByteBuffer.wrap(body));
        assertThat(5 + frame.header().length + frame.tail().length).isEqualTo(body.length);
      } catch (FrameException e) {
        assertThat(e).hasMessageContaining("bytes");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, FrameCodec.MAX_BODY_BYTES + 1L, 0xffff_ffffL})
  void lengthOutOfRange_isRefusedBeforeAnythingIsRead(long bodyBytes) {
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    length.putInt((int) bodyBytes).flip();
    assertThatThrownBy(() -> FrameCodec.bodyBytes(length))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining(Long.toString(bodyBytes));
  }

  @Test
  void headerLongerThanItsFrame_isRefused() {
    byte[] body = {1, 3, 0, 0, 0, '{', '}'};
    assertThatThrownBy(() -> FrameCodec.decode(ByteBuffer.wrap(body)))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("header of 3 bytes");
  }

  @Test
  void oversizedParts_areNotEncoded() {
    Frame header = new Frame(1, new byte[FrameCodec.MAX_HEADER_BYTES + 1], new byte[0]);
    assertThatThrownBy(() -> FrameCodec.encode(header)).isInstanceOf(FrameException.class);
    Frame tail = new Frame(1, new byte[0], new byte[FrameCodec.MAX_BODY_BYTES - 4]);
    assertThatThrownBy(() -> FrameCodec.encode(tail)).isInstanceOf(FrameException.class);
  }

  private static byte[] bytes(Random random, int atMost) {
    byte[] bytes = new byte[random.nextInt(atMost + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
