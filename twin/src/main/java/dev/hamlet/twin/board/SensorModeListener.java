package dev.hamlet.twin.board;

/** Stands for the driver of a monitor where a fault concerns the driver. */
@FunctionalInterface
public interface SensorModeListener {

  /** The driver leaves continuous mode by itself, or comes back. On the evaluating thread. */
  void continuous(boolean on);
}
