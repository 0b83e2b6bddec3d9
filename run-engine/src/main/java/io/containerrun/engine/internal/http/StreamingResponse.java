package io.containerrun.engine.internal.http;

import java.io.InputStream;

/**
 * An HTTP response whose body is still being received.
 *
 * <p>One thread reads the body; any thread may close the response, which ends a read in progress.
 */
public interface StreamingResponse extends HasStatus, AutoCloseable {

  /** The body. */
  InputStream body();

  /** Drops the rest of the body and closes the connection. */
  @Override
  void close();
}
