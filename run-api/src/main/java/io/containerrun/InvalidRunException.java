package io.containerrun;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A run that cannot work: nothing was sent to an engine. */
public final class InvalidRunException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  private static final String NO_FOLDER = "failed to create the container ID file";

  /** The reference client looks at its flags alone for these, before it begins to run. */
  private static final Set<String> FLAGS =
      Set.of("api-version", "engine-system", "detach-or-attach", "terminal-required");

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

  /**
   * As {@code docker run} does: 1 if the flags alone are at fault, 127 if the folder of the file
   * for the id is missing, else 125.
   */
  @Override
  public int exitStatus() {
    if (violations().stream().anyMatch(it -> FLAGS.contains(it.rule()))) {
      return 1;
    }
    return violations().stream().anyMatch(it -> it.problem().contains(NO_FOLDER)) ? 127 : 125;
  }

  /** All that is wrong with the run, in a stable order. */
  public List<Violation> violations() {
    return List.of(violations);
  }
}
