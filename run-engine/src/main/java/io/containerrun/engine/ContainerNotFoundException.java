package io.containerrun.engine;

/**
 * Thrown when the engine does not have a container, or no longer.
 *
 * @since 0.1.0
 */
public final class ContainerNotFoundException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an error response. */
  public ContainerNotFoundException(
      String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }

  /** {@code true}: Podman also responds with other statuses than 404. */
  @Override
  public boolean isNotFound() {
    return true;
  }
}
