package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A connection that no longer speaks HTTP: bytes in both directions, each with its own end.
 *
 * <p>One thread reads, another may write at the same time, any thread may close.
 */
public final class UpgradedConnection implements ReadableByteChannel {

  private final Lease lease;
  private final TransportSocket wire;

  /** What came in the same read as the head: it belongs to the stream. */
  private final ByteBuffer beyond;

  private volatile boolean written;

  UpgradedConnection(Lease lease, TransportSocket wire, ByteBuffer beyond) {
    this.lease = lease;
    this.wire = wire;
    this.beyond = beyond;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!beyond.hasRemaining()) {
      return readWire(target);
    }
    int count = Math.min(beyond.remaining(), target.remaining());
    target.put(target.position(), beyond, beyond.position(), count);
    target.position(target.position() + count);
    beyond.position(beyond.position() + count);
    return count;
  }

  /** Where an engine closes before it has read all that was written, its end looks like a break. */
  private int readWire(ByteBuffer target) throws IOException {
    try {
      return wire.read(target);
    } catch (SocketException reset) {
      if (written) {
        return -1;
      }
      throw reset;
    }
  }

  /** Writes all that remains in the buffer; waits while the engine takes no more. */
  public void write(ByteBuffer source) throws IOException {
    written = true;
    wire.write(source);
  }

  /** Ends what is written, and goes on reading. A second call does nothing. */
  public void closeWrite() throws IOException {
    wire.closeWrite();
  }

  @Override
  public boolean isOpen() {
    return wire.isOpen();
  }

  /** Ends both directions. Reads and writes in progress fail. */
  @Override
  public void close() {
    lease.close();
  }
}
