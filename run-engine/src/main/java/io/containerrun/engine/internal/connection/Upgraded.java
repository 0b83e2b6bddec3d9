package io.containerrun.engine.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A connection that no longer speaks HTTP: bytes in both directions, each with its own end.
 *
 * <p>One thread reads, another may write at the same time, any thread may close.
 */
public interface Upgraded extends ReadableByteChannel {

  /** Writes all that remains in the buffer; waits while the engine takes no more. */
  void write(ByteBuffer source) throws IOException;

  /** Ends what is written, and goes on reading. A second call does nothing. */
  void closeWrite() throws IOException;

  /** Ends both directions. Reads and writes in progress fail. */
  @Override
  void close();
}
