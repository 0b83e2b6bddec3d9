package io.containerrun.engine;

/**
 * An image that neither the engine nor its registry has, or not for the wanted platform.
 *
 * @since 0.1.0
 */
public final class ImageNotFoundException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Creates one from an engine's answer. */
  public ImageNotFoundException(
      String message, String operation, int status, String engineMessage) {
    super(message, operation, status, engineMessage);
  }

  /** 125, as {@code docker run} ends with in this case. */
  @Override
  public int exitStatus() {
    return 125;
  }
}
