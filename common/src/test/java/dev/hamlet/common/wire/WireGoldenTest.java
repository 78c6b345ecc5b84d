package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.DownloadRequest;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TraceHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What agents and logs in the field already speak. Both files are written anew with {@code
 * -Dhamlet.docs.write=true}: right for new fields, never to silence a field that has changed.
 */
class WireGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/hamlet/common/wire");
  private static final Path FIELDS = FOLDER.resolve("protocol-fields.txt");
  private static final Path BATCH = FOLDER.resolve("sample-batch.hex");

  private static final TelemetryRecord RECORD =
      new TelemetryRecord(
          "tx2-a",
          "boot-1",
          "session-1",
          7,
          Map.of("module", new SamplingCounters(9, 5, 1, 2, 1, 1, 3)),
          new SampleBatch(
              "0-0041",
              "module",
              List.of(ColumnSpec.milliwatts("VDD_IN")),
              new long[] {1_000_000_000, 1_001_000_100, 1_001_999_900},
              new int[] {10_000, 11_000, 10_500},
              new long[][] {{4_000, 4_010, 3_990}},
              new SamplingCounters(9, 5, 1, 2, 1, 1, 3)),
          null);

  /** A number that changes its meaning is read as something else by an older peer. */
  @Test
  void fields_keepTheirNumbersAndTypes() throws IOException {
    SortedSet<String> now = fields();
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.write(FIELDS, now);
    }

    assertThat(now).as("fields that peers and logs know").containsAll(Files.readAllLines(FIELDS));
  }

  @Test
  void batch_isEncodedAsInTheField() throws IOException {
    String hex = HexFormat.of().formatHex(TelemetryCodec.encode(RECORD));
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(BATCH, hex + "\n", StandardCharsets.US_ASCII);
    }
    String golden = Files.readString(BATCH).strip();

    assertThat(hex).isEqualTo(golden);
    assertThat(TelemetryCodec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(golden))))
        .usingRecursiveComparison()
        .isEqualTo(RECORD);
  }

  private static SortedSet<String> fields() {
    SortedSet<String> lines = new TreeSet<>();
    Stream.of(
            AgentHello.getDescriptor(),
            TelemetryBatch.getDescriptor(),
            DeviceStatus.getDescriptor(),
            DownloadRequest.getDescriptor(),
            TraceHead.getDescriptor())
        .map(Descriptor::getFile)
        .forEach(file -> lines.addAll(fields(file)));
    return lines;
  }

  private static SortedSet<String> fields(FileDescriptor file) {
    SortedSet<String> lines = new TreeSet<>();
    file.getMessageTypes()
        .forEach(type -> type.getFields().forEach(field -> lines.add(line(field))));
    for (EnumDescriptor type : file.getEnumTypes()) {
      type.getValues()
          .forEach(value -> lines.add(type.getName() + " " + value.getNumber() + " " + value));
    }
    return lines;
  }

  private static String line(FieldDescriptor field) {
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
              field.getType().name().toLowerCase(Locale.ROOT);
        };
    return "%s %d %s%s %s"
        .formatted(
            field.getContainingType().getName(),
            field.getNumber(),
            field.isRepeated() ? "repeated " : "",
            type,
            field.getName());
  }
}
