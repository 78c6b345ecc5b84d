package dev.hamlet.common.worker.serve;

/** The model or its artifact is to blame: it cannot be loaded, or cannot be executed. */
public final class ModelFaultException extends RuntimeException {

  /** One sentence for a person. */
  public ModelFaultException(String message) {
    super(message);
  }

  /** With the cause, for the log. */
  public ModelFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
