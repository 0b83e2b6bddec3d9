package io.containerrun.engine.internal.ready;

/** Thrown by a probe of a container that will not be ready, however long one waits. */
final class NeverReady extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final boolean saysWhy;

  private NeverReady(String problem, boolean saysWhy) {
    super(problem);
    this.problem = problem;
    this.saysWhy = saysWhy;
  }

  /** For a condition that does not suit the container, whatever the container does. */
  static NeverReady unsuitable(String problem) {
    return new NeverReady(problem, false);
  }

  /** For what the container has done; its output may say why. */
  static NeverReady failed(String problem) {
    return new NeverReady(problem, true);
  }

  String problem() {
    return problem;
  }

  /** Whether the output of the container may say why. */
  boolean saysWhy() {
    return saysWhy;
  }
}
