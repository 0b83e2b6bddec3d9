package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.io.IOException;

/**
 * Takes the output of one container.
 *
 * <p>Called by one thread at a time. While it is busy, the container waits; nothing is buffered in
 * between.
 */
public interface OutputSink extends AutoCloseable {

  /**
   * Takes bytes. The array belongs to the caller, which reuses it.
   *
   * @param stream {@code STDOUT} or {@code STDERR}
   */
  void accept(StandardStream stream, byte[] bytes, int offset, int length) throws IOException;

  /** Called after the last output; not called if the output broke off. */
  default void end() throws IOException {}

  /** Releases the resources of the sink. Called by the one who opened it, even after a failure. */
  @Override
  default void close() throws IOException {}
}
