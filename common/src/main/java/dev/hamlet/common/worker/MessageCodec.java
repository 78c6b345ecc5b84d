package dev.hamlet.common.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Messages as frames. The names in a header are those of the records in snake case; names that the
 * reader does not know are passed over, so that a newer peer may say more; a name that is missing
 * is refused.
 */
public final class MessageCodec {

  private static final byte[] NO_TAIL = {};

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private MessageCodec() {}

  /** A request as a frame. */
  public static Frame encode(Request request) {
    return frame(MessageType.of(request).requestCode(), request, NO_TAIL);
  }

  /** A reply as a frame. */
  public static Frame encode(Reply reply) {
    if (reply instanceof Reply.Failure) {
      return frame(MessageType.FAILURE, reply, NO_TAIL);
    }
    int code = MessageType.of(reply).replyCode();
    if (reply instanceof Reply.Burst burst) {
      BurstTail.Header header = BurstTail.header(burst);
      return frame(code, header, BurstTail.encode(burst.spans(), header));
    }
    if (reply instanceof Reply.Evaluate evaluated) {
      EvaluateTail.Header header = new EvaluateTail.Header(evaluated.classes().length);
      return frame(code, header, EvaluateTail.encode(evaluated.classes()));
    }
    return frame(code, reply, NO_TAIL);
  }

  /** Understands a request. */
  public static Request request(Frame frame) throws FrameException {
    return read(frame, MessageType.ofRequest(frame.type()).request());
  }

  /** Understands a reply. */
  public static Reply reply(Frame frame) throws FrameException {
    if (frame.type() == MessageType.FAILURE) {
      return read(frame, Reply.Failure.class);
    }
    MessageType type = MessageType.ofReply(frame.type());
    return switch (type) {
      case BURST -> BurstTail.decode(read(frame, BurstTail.Header.class), frame.tail());
      case EVALUATE -> EvaluateTail.decode(read(frame, EvaluateTail.Header.class), frame.tail());
      case HELLO, LOAD, DESCRIBE, WARM, UNLOAD -> read(frame, type.reply());
    };
  }

  private static Frame frame(int code, Object header, byte[] tail) {
    try {
      return new Frame(code, JSON.writeValueAsBytes(header), tail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + header, e);
    }
  }

  private static <T> T read(Frame frame, Class<T> type) throws FrameException {
    try {
      T value = JSON.readValue(frame.header(), type);
      if (value == null) {
        throw new FrameException("the header of a frame of type " + frame.type() + " is null");
      }
      return value;
    } catch (FrameException e) {
      throw e;
    } catch (IOException e) {
      throw new FrameException("a frame of type " + frame.type() + " " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() instanceof IllegalArgumentException refused ? refused : e;
    String text = String.valueOf(cause.getMessage());
    return "cannot be understood: " + text.lines().findFirst().orElse("");
  }
}
