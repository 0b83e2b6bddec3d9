package io.containerrun.engine;

/**
 * A container that the engine does not have, or no longer.
 *
 * @since 0.1.0
 */
public final class ContainerNotFoundException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an engine's answer. */
  public ContainerNotFoundException(
      String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }
}
