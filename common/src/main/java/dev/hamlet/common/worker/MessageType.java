package dev.hamlet.common.worker;

/** Codes of the messages on the wire: a request's code, and with the top bit set its reply's. */
enum MessageType {
  HELLO(1, Request.Hello.class, Reply.Hello.class),
  LOAD(2, Request.Load.class, Reply.Load.class),
  DESCRIBE(3, Request.Describe.class, Reply.Describe.class),
  WARM(4, Request.Warm.class, Reply.Warm.class),
  BURST(5, Request.Burst.class, Reply.Burst.class),
  EVALUATE(6, Request.Evaluate.class, Reply.Evaluate.class),
  UNLOAD(7, Request.Unload.class, Reply.Unload.class);

  /** Code of {@link Reply.Failure}, which answers any request. */
  static final int FAILURE = 0xff;

  private static final int REPLY = 0x80;

  private final int code;
  private final Class<? extends Request> request;
  private final Class<? extends Reply> reply;

  MessageType(int code, Class<? extends Request> request, Class<? extends Reply> reply) {
    this.code = code;
    this.request = request;
    this.reply = reply;
  }

  int requestCode() {
    return code;
  }

  int replyCode() {
    return code | REPLY;
  }

  Class<? extends Request> request() {
    return request;
  }

  Class<? extends Reply> reply() {
    return reply;
  }

  static MessageType of(Request request) {
    for (MessageType type : values()) {
      if (type.request.isInstance(request)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no code for " + request);
  }

  static MessageType of(Reply reply) {
    for (MessageType type : values()) {
      if (type.reply.isInstance(reply)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no code for " + reply);
  }

  static MessageType ofRequest(int code) throws FrameException {
    for (MessageType type : values()) {
      if (type.requestCode() == code) {
        return type;
      }
    }
    throw new FrameException("there is no request of type " + code);
  }

  static MessageType ofReply(int code) throws FrameException {
    for (MessageType type : values()) {
      if (type.replyCode() == code) {
        return type;
      }
    }
    throw new FrameException("there is no reply of type " + code);
  }
}
