package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Bytes to an engine and back, each direction with its own end.
 *
 * <p>One thread reads, another may write at the same time, any thread may close.
 */
public interface TransportSocket extends ReadableByteChannel {

  /** Writes all that remains in the buffer; waits while the engine takes no more. */
  void write(ByteBuffer source) throws IOException;

  /** Ends what is written, and goes on reading. A second call does nothing. */
  void closeWrite() throws IOException;

  /** Whether another request may follow: it is open, and nothing came that nobody asked for. */
  boolean isQuiet();

  /** Ends both directions. Reads and writes in progress fail. */
  @Override
  void close();
}
