package io.containerrun.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Thrown when a container exits, or is still not ready when the time is up.
 *
 * @since 0.1.0
 */
public final class NotReadyException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final Duration waitedFor;
  // An array, because not every list is serializable.
  private final String[] lastLines;

  /**
   * Creates one.
   *
   * @param lastLines empty if the output of the container is not known
   */
  public NotReadyException(String problem, Duration waitedFor, Optional<List<String>> lastLines) {
    super(message(problem, lastLines), "wait until ready", 0, problem);
    this.waitedFor = waitedFor;
    this.lastLines = lastLines.orElse(List.of()).toArray(String[]::new);
  }

  /** How long the wait was. */
  public Duration waitedFor() {
    return waitedFor;
  }

  /** The last lines that the container wrote; none if they were removed with it. */
  public List<String> lastLines() {
    return List.of(lastLines);
  }

  private static String message(String problem, Optional<List<String>> lastLines) {
    return problem
        + lastLines
            .map(
                it ->
                    it.isEmpty()
                        ? "; it wrote nothing"
                        : "; its last output:\n" + String.join("\n", it))
            .orElse("");
  }
}
