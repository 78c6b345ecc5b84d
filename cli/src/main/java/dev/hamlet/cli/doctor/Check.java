package dev.hamlet.cli.doctor;

import java.util.List;

/** Looks at one side of a machine; changes nothing. */
@FunctionalInterface
public interface Check {

  /** What there is; at least one finding. */
  List<Finding> look();
}
