package io.containerrun.engine;

/**
 * Thrown when neither the engine nor the registry has an image, or not for the requested platform.
 *
 * @since 0.1.0
 */
public final class ImageNotFoundException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an error response. */
  public ImageNotFoundException(
      String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }

  /** 125, the exit status of {@code docker run} in this case. */
  @Override
  public int exitStatus() {
    return 125;
  }
}
