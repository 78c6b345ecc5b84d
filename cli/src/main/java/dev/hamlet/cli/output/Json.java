package dev.hamlet.cli.output;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;

/** Records as JSON for {@code --json}: names in snake case, units in the names, stable. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** A record, or a list of them, as a document. */
  public static String of(Object value) {
    return write(MAPPER.writer(), value);
  }

  /** The same in one line, for streams of documents. */
  public static String line(Object value) {
    return write(MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT), value);
  }

  /** A document: of several that are printed one after the other, each in one line. */
  public static String of(Object value, boolean oneOfSeveral) {
    return oneOfSeveral ? line(value) : of(value);
  }

  /**
   * A record as a document with one more member, a list that is too long to be held: its items are
   * written as they come. What fails meanwhile leaves the document without its end.
   *
   * @param list name of the member
   */
  public static void stream(PrintStream out, Object record, String list, Iterator<?> items) {
    try (JsonGenerator document = MAPPER.createGenerator(out, JsonEncoding.UTF8)) {
      document.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      document.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      document.useDefaultPrettyPrinter();
      document.writeStartObject();
      for (Map.Entry<String, JsonNode> member : MAPPER.valueToTree(record).properties()) {
        document.writePOJOField(member.getKey(), member.getValue());
      }
      document.writeArrayFieldStart(list);
      while (items.hasNext()) {
        document.writePOJO(items.next());
      }
      document.writeEndArray();
      document.writeEndObject();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.INTERNAL, "cannot write JSON: " + e.getMessage(), e);
    }
    out.println();
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new HamletException(ErrorCode.INTERNAL, "cannot write JSON: " + e.getMessage(), e);
    }
  }
}
