package io.containerrun.engine;

/**
 * A container's name that another container has.
 *
 * @since 0.1.0
 */
public final class NameConflictException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an engine's answer. */
  public NameConflictException(String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }
}
