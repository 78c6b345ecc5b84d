package dev.hamlet.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;

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

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new HamletException(ErrorCode.INTERNAL, "cannot write JSON: " + e.getMessage(), e);
    }
  }
}
