package io.containerrun;

/** The base of all that this library throws beside {@link IllegalArgumentException}. */
public class ContainerRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates one with a message alone. */
  public ContainerRunException(String message) {
    super(message);
  }

  /** Creates one that keeps its cause. */
  public ContainerRunException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The exit status that {@code docker run} ends with in this case: 125 unless told otherwise. */
  public int exitStatus() {
    return 125;
  }
}
