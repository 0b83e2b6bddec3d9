package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/**
 * A transport socket with TLS. The write side is closed by a TLS message, after which the engine
 * may still write.
 */
final class TlsSocket implements TransportSocket {

  private final SocketChannel channel;
  private final SSLSocket socket;
  private final InputStream input;
  private final OutputStream output;
  private final Tls tls;

  TlsSocket(SocketChannel channel, SSLSocket socket, Tls tls) throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.input = socket.getInputStream();
    this.output = socket.getOutputStream();
    this.tls = tls;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      int count =
          input.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      target.position(target.position() + Math.max(0, count));
      return count;
    } catch (SSLHandshakeException rejected) {
      // In TLS 1.3 the engine checks the client certificate only after the handshake.
      throw tls.insecure(rejected);
    }
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    output.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
    source.position(source.limit());
  }

  @Override
  public void closeWrite() throws IOException {
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public boolean isQuiet() {
    return ChannelSocket.isQuiet(channel);
  }

  /** Closes the channel: closing the TLS socket would wait for a write in progress. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
