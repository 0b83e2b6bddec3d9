package io.containerrun;

/**
 * A call that an interrupt of its thread has ended. The interrupt status of the thread is set again
 * before it is thrown.
 *
 * <pre>{@code
 * try {
 *   engine.run(report);
 * } catch (CallInterruptedException shutdown) {
 *   return; // the container has been removed
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CallInterruptedException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  private final String operation;

  /**
   * Creates one.
   *
   * @param operation what was in progress, such as {@code wait for container 0123456789ab}
   */
  public CallInterruptedException(String operation, InterruptedException cause) {
    super(operation + ": interrupted", cause);
    this.operation = operation;
  }

  /** What was in progress. */
  public String operation() {
    return operation;
  }
}
