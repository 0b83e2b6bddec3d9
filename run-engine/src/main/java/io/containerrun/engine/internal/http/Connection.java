package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.time.Duration;

/**
 * The connection to an engine, which makes HTTP exchanges of three kinds.
 *
 * <p>Each method has a limit of time and can be interrupted; both cancel the exchange. Failures
 * below HTTP are a {@link ConnectionFailure}; an error response is returned. Implementations may be
 * shared between threads.
 */
public interface Connection extends AutoCloseable {

  /**
   * Sends a request and reads the complete response.
   *
   * @param limit the longest time for the complete exchange
   */
  Response call(Request request, Duration limit) throws IOException, InterruptedException;

  /**
   * Sends a request and returns once the head of the response has come; the body has no limit.
   *
   * @param limit the longest time until the head
   */
  StreamingResponse stream(Request request, Duration limit)
      throws IOException, InterruptedException;

  /**
   * Upgrades a new connection to raw bytes.
   *
   * @param directions which way bytes will go
   * @param limit the longest time until the engine has agreed
   * @throws UpgradeRefused if the engine responds, but does not upgrade
   */
  UpgradedConnection upgrade(Request request, Directions directions, Duration limit)
      throws IOException, InterruptedException;

  /**
   * Whether an upgraded connection can end its input and go on with its output. Elsewhere the end
   * of the input ends the connection.
   */
  default boolean closesDirections() {
    return true;
  }

  /** Closes all connections; exchanges in progress fail. */
  @Override
  void close();
}
