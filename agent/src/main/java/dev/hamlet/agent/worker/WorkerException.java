package dev.hamlet.agent.worker;

/** A worker died, hung, spoke nonsense, or said that the model cannot be run. */
public final class WorkerException extends RuntimeException {

  private final boolean modelFault;

  /**
   * A failure.
   *
   * @param message one sentence for a person
   * @param modelFault true if the model or its artifact is to blame, false if the worker or the
   *     board
   */
  public WorkerException(String message, boolean modelFault, Throwable cause) {
    super(message, cause);
    this.modelFault = modelFault;
  }

  /** A failure without a cause. */
  public WorkerException(String message, boolean modelFault) {
    super(message);
    this.modelFault = modelFault;
  }

  /** Whether the model or its artifact is to blame. */
  public boolean modelFault() {
    return modelFault;
  }
}
