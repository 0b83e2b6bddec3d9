package io.containerrun.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A container that ended, or was still not ready when its time was up.
 *
 * @since 0.1.0
 */
public final class NotReadyException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final Duration waitedFor;
  // An array, because not every list can be written.
  private final String[] lastLines;

  /**
   * Creates one.
   *
   * @param lastLines empty where it is not known what the container wrote
   */
  public NotReadyException(String problem, Duration waitedFor, Optional<List<String>> lastLines) {
    super(message(problem, lastLines), "wait until ready", 0, problem);
    this.waitedFor = waitedFor;
    this.lastLines = lastLines.orElse(List.of()).toArray(String[]::new);
  }

  /** How long it was waited for. */
  public Duration waitedFor() {
    return waitedFor;
  }

  /** The last lines that the container wrote; none where the engine has removed them with it. */
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
                        : "; its last words:\n" + String.join("\n", it))
            .orElse("");
  }
}
