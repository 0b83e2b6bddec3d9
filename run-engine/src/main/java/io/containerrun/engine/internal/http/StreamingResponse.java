package io.containerrun.engine.internal.http;

import java.io.InputStream;

/**
 * An HTTP answer whose body is still coming.
 *
 * <p>One thread reads the body; any thread may close, which ends a read in progress.
 */
public interface StreamingResponse extends AutoCloseable {

  /** The HTTP status. */
  int status();

  /** The body as it comes. */
  InputStream body();

  /** Gives the rest of the body up. */
  @Override
  void close();
}
