package io.containerrun.engine;

import java.util.List;

/**
 * Thrown when an image cannot be built because a step of its Dockerfile failed.
 *
 * @since 0.1.0
 */
public final class BuildFailedException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final String step;
  // An array, because not every list is serializable.
  private final String[] lastLines;

  public BuildFailedException(String message, String step, String problem, List<String> lastLines) {
    super(message, "build image", 200, problem);
    this.step = step;
    this.lastLines = lastLines.toArray(String[]::new);
  }

  /** The step that failed, such as {@code Step 2/3 : RUN make}; empty if none had started. */
  public String step() {
    return step;
  }

  /** The last lines that the builder wrote. */
  public List<String> lastLines() {
    return List.of(lastLines);
  }
}
