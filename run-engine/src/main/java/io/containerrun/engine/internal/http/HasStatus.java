package io.containerrun.engine.internal.http;

/** A response, of which the status is known. */
public interface HasStatus {

  /** The HTTP status. */
  int status();

  /**
   * Whether the engine did not do what it was asked: a status of 300 or more. A 304 says that it
   * was done before; any other redirection is none that an engine means.
   */
  default boolean isError() {
    return status() >= 300 && status() != 304;
  }

  /** Whether what was asked for does not exist: status 404. */
  default boolean isNotFound() {
    return status() == 404;
  }
}
