package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.io.IOException;

/**
 * Where the output of one container goes.
 *
 * <p>Called by one thread at a time. While it takes its time, the container waits: nothing is
 * buffered on the way.
 */
public interface OutputSink extends AutoCloseable {

  /**
   * Takes some bytes. The array belongs to the caller and changes afterwards.
   *
   * @param stream {@code STDOUT} or {@code STDERR}
   */
  void accept(StandardStream stream, byte[] bytes, int offset, int length) throws IOException;

  /** All output has come. Not called if it broke off. */
  default void end() throws IOException {}

  /** Lets go of what the sink holds, whatever happened; for whoever opened it. */
  @Override
  default void close() throws IOException {}
}
