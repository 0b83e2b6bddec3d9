package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A connection after an HTTP upgrade: raw bytes in both directions, which can be closed separately.
 *
 * <p>One thread reads, another may write at the same time, any thread may close.
 */
public final class UpgradedConnection implements ReadableByteChannel {

  private final TransportSocket socket;
  private final Runnable closing;

  /** Bytes of the stream that came in the same read as the head. */
  private final ByteBuffer beyond;

  private volatile boolean written;

  UpgradedConnection(TransportSocket socket, ByteBuffer beyond, Runnable closing) {
    this.socket = socket;
    this.beyond = beyond;
    this.closing = closing;
  }

  /** A connection that is upgraded already. */
  public static UpgradedConnection on(TransportSocket socket) {
    return new UpgradedConnection(socket, ByteBuffer.allocate(0), socket::close);
  }

  /**
   * Joins two connections to the same streams.
   *
   * @param output the one to read
   * @param input the one to write to
   */
  public static UpgradedConnection join(UpgradedConnection output, UpgradedConnection input) {
    return on(new JoinedSocket(output, input));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!beyond.hasRemaining()) {
      return readSocket(target);
    }
    int count = Math.min(beyond.remaining(), target.remaining());
    target.put(target.position(), beyond, beyond.position(), count);
    target.position(target.position() + count);
    beyond.position(beyond.position() + count);
    return count;
  }

  /**
   * Treats a reset as the end of the stream if bytes were written to a local socket: an engine that
   * closes before it has read them causes a reset, which loses nothing there. On a network it drops
   * what was sent before.
   */
  private int readSocket(ByteBuffer target) throws IOException {
    try {
      return socket.read(target);
    } catch (SocketException reset) {
      if (written && socket.isLocal()) {
        return -1;
      }
      throw reset;
    }
  }

  /** Writes all remaining bytes of the buffer; waits while the engine does not read. */
  public void write(ByteBuffer source) throws IOException {
    written = true;
    socket.write(source);
  }

  /** Closes the write side; reading continues. A second call does nothing. */
  public void closeWrite() throws IOException {
    socket.closeWrite();
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  /** Closes both directions. Reads and writes in progress fail. */
  @Override
  public void close() {
    closing.run();
  }
}
