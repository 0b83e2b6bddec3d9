package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A connection to an engine, whose directions can be closed separately.
 *
 * <p>One thread reads, another may write at the same time, any thread may close.
 */
public interface TransportSocket extends ReadableByteChannel {

  /** Writes all remaining bytes of the buffer; waits while the engine does not read. */
  void write(ByteBuffer source) throws IOException;

  /** Closes the write side; reading continues. A second call does nothing. */
  void closeWrite() throws IOException;

  /** Whether both ends are on this machine, so that a reset loses nothing that was sent before. */
  default boolean isLocal() {
    return false;
  }

  /** Whether the socket can be reused: it is open, and has no unread bytes. */
  boolean isQuiet();

  /** Closes both directions. Reads and writes in progress fail. */
  @Override
  void close();
}
