package io.containerrun;

import java.util.List;
import java.util.stream.Collectors;

/** A run that cannot work: nothing was sent to an engine. */
public final class InvalidRunException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  // An array, because not every list can be written.
  private final Violation[] violations;

  /**
   * Creates one from what is wrong.
   *
   * @param violations at least one
   */
  public InvalidRunException(List<Violation> violations) {
    super(violations.stream().map(Violation::message).collect(Collectors.joining("\n")));
    this.violations = violations.toArray(Violation[]::new);
  }

  /** All that is wrong with the run, in a stable order. */
  public List<Violation> violations() {
    return List.of(violations);
  }
}
