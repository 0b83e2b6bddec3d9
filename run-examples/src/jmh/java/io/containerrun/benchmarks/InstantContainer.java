package io.containerrun.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A container of an {@link InstantEngine}: it does its work within the call that starts it. */
final class InstantContainer {

  private static final int FRAME = 1 << 15;

  private final String image;
  private @Nullable SocketChannel stream;
  private @Nullable InstantExchange watcher;
  private boolean ended;

  InstantContainer(String image) {
    this.image = image;
  }

  synchronized void attach(SocketChannel channel) {
    stream = channel;
  }

  /** True once the container has ended. */
  synchronized boolean watch(InstantExchange exchange) throws IOException {
    exchange.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    watcher = exchange;
    tellEnd();
    return ended;
  }

  /** True once the end was told. */
  synchronized boolean start() throws IOException {
    if (stream != null) {
      work(stream);
      stream.close();
    }
    ended = true;
    tellEnd();
    return watcher != null;
  }

  private void tellEnd() throws IOException {
    if (ended && watcher != null) {
      watcher.write("11\r\n{\"StatusCode\":0}\n\r\n0\r\n\r\n");
    }
  }

  private void work(SocketChannel channel) throws IOException {
    String name = image.substring(image.lastIndexOf('/') + 1);
    if (name.startsWith("out-")) {
      write(channel, Long.parseLong(name.substring(4)));
    } else if (name.startsWith("in-")) {
      read(channel, Long.parseLong(name.substring(3)));
    } else {
      channel.write(frame(StandardCharsets.UTF_8.encode("hello\n")));
    }
  }

  private static void write(SocketChannel channel, long count) throws IOException {
    ByteBuffer frame = frame(ByteBuffer.allocate(FRAME));
    for (long left = count; left > 0; left -= FRAME) {
      frame.rewind();
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    }
  }

  private static void read(SocketChannel channel, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
    long left = count;
    while (left > 0) {
      int some = channel.read(bytes.clear());
      if (some < 0) {
        throw new EOFException("the input ended " + left + " bytes too early");
      }
      left -= some;
    }
  }

  private static ByteBuffer frame(ByteBuffer payload) {
    int length = payload.remaining();
    return ByteBuffer.allocateDirect(8 + length).putInt(1 << 24).putInt(length).put(payload).flip();
  }
}
