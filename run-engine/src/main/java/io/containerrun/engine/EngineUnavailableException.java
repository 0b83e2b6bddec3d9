package io.containerrun.engine;

/**
 * Thrown when no engine responds at an address.
 *
 * @since 0.1.0
 */
public final class EngineUnavailableException extends EngineException {

  private static final long serialVersionUID = 1L;

  private final String address;

  /** Creates one for an address such as {@code unix:///var/run/docker.sock}. */
  public EngineUnavailableException(
      String message, String operation, String address, String reason) {
    super(message, operation, 0, reason);
    this.address = address;
  }

  /** The address at which no engine responds. */
  public String address() {
    return address;
  }

  /** 125, the exit status of {@code docker run} in this case. */
  @Override
  public int exitStatus() {
    return 125;
  }
}
