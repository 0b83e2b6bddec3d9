package io.containerrun.engine.junit;

import io.containerrun.ContainerRunException;

/**
 * Thrown when a service of tests does not start, with the state of its container, its exit code,
 * the violations of its run and its last lines. A suppressed one tells the same about a service of
 * a test that has failed.
 *
 * @since 0.1.0
 */
public final class ServiceException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  ServiceException(String message) {
    super(message);
  }

  ServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
