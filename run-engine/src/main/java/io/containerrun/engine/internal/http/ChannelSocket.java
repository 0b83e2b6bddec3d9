package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A transport socket on a channel of the JDK, which can close one direction. */
record ChannelSocket(SocketChannel channel) implements TransportSocket {

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }

  @Override
  public void closeWrite() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public boolean isLocal() {
    try {
      return channel.getRemoteAddress() instanceof UnixDomainSocketAddress;
    } catch (IOException closed) {
      return false;
    }
  }

  @Override
  public boolean isQuiet() {
    return isQuiet(channel);
  }

  /**
   * Checks without waiting. A byte that is read is lost, but then the channel cannot be reused
   * anyway.
   */
  static boolean isQuiet(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return quiet;
    } catch (IOException broken) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
