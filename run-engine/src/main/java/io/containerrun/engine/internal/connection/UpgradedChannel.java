package io.containerrun.engine.internal.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** An upgraded connection on a channel that can end one direction alone. */
final class UpgradedChannel implements Upgraded {

  private final SocketChannel channel;

  /** What came in the same read as the head: it belongs to the stream. */
  private final ByteBuffer beyond;

  UpgradedChannel(SocketChannel channel, ByteBuffer beyond) {
    this.channel = channel;
    this.beyond = beyond;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!beyond.hasRemaining()) {
      return channel.read(target);
    }
    int count = Math.min(beyond.remaining(), target.remaining());
    target.put(target.position(), beyond, beyond.position(), count);
    target.position(target.position() + count);
    beyond.position(beyond.position() + count);
    return count;
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
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
