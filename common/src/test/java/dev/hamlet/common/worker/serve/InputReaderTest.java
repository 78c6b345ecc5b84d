package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.worker.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputReaderTest {

  @TempDir private Path folder;

  @Test
  void inputs_areReadFromTheirPlaceAsLittleEndian() throws IOException {
    byte[] bytes = new byte[3 * 2 * 4];
    bytes[2 * 8 + 2] = (byte) 0x80;
    bytes[2 * 8 + 3] = 0x3f;
    bytes[2 * 8 + 7] = 0x40;
    try (InputReader reader = new InputReader(file(bytes, 3), 2)) {
      assertThat(reader.read(2, 1)).containsExactly(1f, 2f);
      assertThat(reader.read(1, 2)).containsExactly(0f, 0f, 1f, 2f);
      assertThatThrownBy(() -> reader.read(2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void fileOfTheWrongLength_isRefused() throws IOException {
    Request.InputFile file = file(new byte[23], 3);
    assertThatThrownBy(() -> new InputReader(file, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 23 bytes, but 3 inputs of 2 numbers take 24");
  }

  private Request.InputFile file(byte[] bytes, int count) throws IOException {
    Path file = folder.resolve("inputs.f32");
    Files.write(file, bytes);
    return new Request.InputFile(file.toString(), count);
  }
}
