package dev.hamlet.agent.sampling;

/** Told of what a loop survived. */
@FunctionalInterface
public interface LoopErrorHandler {

  /** Called on the loop's own thread, after the problem was counted; should return soon. */
  void onError(Throwable problem);
}
