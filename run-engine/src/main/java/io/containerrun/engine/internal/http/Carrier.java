package io.containerrun.engine.internal.http;

import java.util.concurrent.ExecutorService;

/** Connects to an engine in a way of its own, instead of by the sockets of the JDK. */
public interface Carrier {

  /**
   * Creates the connection; sends nothing yet.
   *
   * @param endpoint the address, which the carrier may know by itself, and the headers
   * @param threads executes exchanges; not closed here
   */
  Connection connect(Endpoint endpoint, ExecutorService threads);
}
