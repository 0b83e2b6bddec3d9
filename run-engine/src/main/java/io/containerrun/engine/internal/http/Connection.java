package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.time.Duration;

/**
 * The port to an engine: three ways to exchange HTTP with it.
 *
 * <p>Each method bounds its own time and can be interrupted; both give the exchange up. An
 * implementation may be shared between threads. What goes wrong below HTTP is a {@link
 * ConnectionFailure}; a status of 400 or more is an answer, not a failure.
 */
public interface Connection extends AutoCloseable {

  /**
   * Sends a request and reads the whole answer.
   *
   * @param limit most time for all of it
   */
  Response call(Request request, Duration limit) throws IOException, InterruptedException;

  /**
   * Sends a request and returns once the head of the answer has come; the body follows without a
   * limit.
   *
   * @param limit most time until the head
   */
  StreamingResponse stream(Request request, Duration limit)
      throws IOException, InterruptedException;

  /**
   * Turns a new connection into a pipe for bytes in both directions.
   *
   * @param limit most time until the engine has agreed
   * @throws UpgradeRefused if the engine answers, but does not agree
   */
  UpgradedConnection upgrade(Request request, Duration limit)
      throws IOException, InterruptedException;

  /** Closes all connections; exchanges in progress fail. */
  @Override
  void close();
}
