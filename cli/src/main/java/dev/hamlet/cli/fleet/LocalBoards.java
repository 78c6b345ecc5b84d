package dev.hamlet.cli.fleet;

import java.util.List;

/** The boards of a local run. */
public interface LocalBoards {

  /** Two twins with an agent process each, which run real inferences on this machine. */
  static LocalBoards twins() {
    return new LocalBoards() {
      @Override
      public List<String> names() {
        return LocalRun.TWINS;
      }

      @Override
      public void start(LocalFleet fleet) {
        fleet.start(names());
      }

      @Override
      public boolean measured() {
        return true;
      }

      @Override
      public String words() {
        return "a coordinator and " + names().size() + " agents";
      }
    };
  }

  /**
   * Simulated boards in one process, which run no inferences.
   *
   * @param arguments of {@code hamlet simulate}, but for its coordinator
   */
  static LocalBoards simulated(List<String> names, List<String> arguments) {
    return new LocalBoards() {
      @Override
      public List<String> names() {
        return names;
      }

      @Override
      public void start(LocalFleet fleet) {
        fleet.startSimulation(arguments);
      }

      @Override
      public boolean measured() {
        return false;
      }

      @Override
      public String words() {
        return "a coordinator and " + names.size() + " simulated boards";
      }
    };
  }

  /** Their names. */
  List<String> names();

  /** Starts them, after the coordinator; returns when all are ready. */
  void start(LocalFleet fleet);

  /** Whether inferences really run, so that figures are more than a model's. */
  boolean measured();

  /** What is started, for people. */
  String words();
}
