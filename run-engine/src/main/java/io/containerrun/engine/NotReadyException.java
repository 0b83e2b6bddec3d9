package io.containerrun.engine;

import java.time.Duration;
import java.util.List;

/**
 * A container that ended, or was still not ready when its time was up.
 *
 * @since 0.1.0
 */
public final class NotReadyException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final Duration waitedFor;
  private final transient List<String> lastLines;

  NotReadyException(String problem, Duration waitedFor, List<String> lastLines) {
    super(message(problem, lastLines), "wait until ready", 0, problem);
    this.waitedFor = waitedFor;
    this.lastLines = List.copyOf(lastLines);
  }

  /** How long it was waited for. */
  public Duration waitedFor() {
    return waitedFor;
  }

  /** The last lines that the container wrote. */
  public List<String> lastLines() {
    return lastLines;
  }

  private static String message(String problem, List<String> lastLines) {
    return problem
        + (lastLines.isEmpty()
            ? "; it wrote nothing"
            : "; its last words:\n" + String.join("\n", lastLines));
  }
}
