package io.containerrun.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The least code that makes the calls of a run: no checks, no limits, no cleaning up, one thread.
 * Two connections are kept, for calls and for waiting; each attachment takes a new one.
 */
final class SocketClient implements AutoCloseable {

  private static final String HOST = " HTTP/1.1\r\nHost: docker\r\n";

  private final UnixDomainSocketAddress address;
  private final SocketChannel calls;
  private final SocketChannel waits;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);

  SocketClient(Path socket) throws IOException {
    address = UnixDomainSocketAddress.of(socket);
    calls = open();
    waits = open();
  }

  /** The output of a container that says hello. */
  String hello() throws IOException {
    String id = create("hello");
    try (SocketChannel stream = attach(id, "stdout=1&stderr=1")) {
      watchAndStart(id);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      bytes.clear();
      while (stream.read(bytes) >= 0) {}
      bytes.flip();
      while (bytes.remaining() >= 8) {
        int length = bytes.getInt(bytes.position() + 4);
        byte[] payload = new byte[length];
        bytes.position(bytes.position() + 8).get(payload);
        out.write(payload);
      }
      requireExitCode0();
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  /** Counts the output of a container frame by frame. */
  long read(long count) throws IOException {
    String id = create("out-" + count);
    try (SocketChannel stream = attach(id, "stdout=1&stderr=1")) {
      watchAndStart(id);
      long total = 0;
      long inFrame = 0;
      bytes.clear().limit(0);
      while (true) {
        if (inFrame == 0 && bytes.remaining() >= 8) {
          inFrame = bytes.getInt(bytes.position() + 4);
          bytes.position(bytes.position() + 8);
        }
        int some = (int) Math.min(inFrame, bytes.remaining());
        bytes.position(bytes.position() + some);
        total += some;
        inFrame -= some;
        if (inFrame > 0 || bytes.remaining() < 8) {
          bytes.compact();
          if (stream.read(bytes) < 0) {
            break;
          }
          bytes.flip();
        }
      }
      requireExitCode0();
      return total;
    }
  }

  /** Feeds a container with a stream of that many bytes. */
  void write(long count, InputStream source) throws IOException {
    String id = create("in-" + count);
    try (SocketChannel stream = attach(id, "stdin=1&stdout=1&stderr=1")) {
      watchAndStart(id);
      byte[] some = new byte[bytes.capacity()];
      int read;
      while ((read = source.read(some)) >= 0) {
        bytes.clear().put(some, 0, read).flip();
        while (bytes.hasRemaining()) {
          stream.write(bytes);
        }
      }
      stream.shutdownOutput();
      bytes.clear();
      while (stream.read(bytes.clear()) >= 0) {}
      requireExitCode0();
    }
  }

  private String create(String image) throws IOException {
    String body =
        "{\"Image\":\""
            + image
            + "\",\"AttachStdout\":true,\"AttachStderr\":true,\"Cmd\":[\"echo\","
            + "\"hello\"],\"HostConfig\":{\"AutoRemove\":true,\"NetworkMode\":\"default\"}}";
    send(
        calls,
        "POST /v1.41/containers/create"
            + HOST
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    String answer = receive(calls, "}\n");
    int id = answer.indexOf("\"Id\":\"") + 6;
    return answer.substring(id, id + 64);
  }

  private SocketChannel attach(String id, String streams) throws IOException {
    SocketChannel stream = open();
    send(
        stream,
        "POST /v1.41/containers/"
            + id
            + "/attach?stream=1&"
            + streams
            + HOST
            + "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
    receive(stream, "\r\n\r\n");
    return stream;
  }

  private void watchAndStart(String id) throws IOException {
    send(waits, "POST /v1.41/containers/" + id + "/wait?condition=removed" + HOST + "\r\n");
    receive(waits, "\r\n\r\n");
    send(calls, "POST /v1.41/containers/" + id + "/start" + HOST + "\r\n");
    receive(calls, "\r\n\r\n");
  }

  private void requireExitCode0() throws IOException {
    if (!receive(waits, "\r\n0\r\n\r\n").contains("\"StatusCode\":0}")) {
      throw new IOException("the container failed");
    }
  }

  private SocketChannel open() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(address);
    return channel;
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String receive(SocketChannel channel, String end) throws IOException {
    bytes.clear();
    while (true) {
      if (channel.read(bytes) < 0) {
        throw new IOException("the engine has gone");
      }
      String text = StandardCharsets.UTF_8.decode(bytes.duplicate().flip()).toString();
      if (text.endsWith(end)) {
        return text;
      }
    }
  }

  @Override
  public void close() throws IOException {
    calls.close();
    waits.close();
  }
}
