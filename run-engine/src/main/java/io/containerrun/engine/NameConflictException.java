package io.containerrun.engine;

/**
 * Thrown when another object of the engine has the requested name.
 *
 * @since 0.1.0
 */
public final class NameConflictException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an error response. */
  public NameConflictException(String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }
}
