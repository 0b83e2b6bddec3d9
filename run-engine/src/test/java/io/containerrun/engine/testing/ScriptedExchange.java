package io.containerrun.engine.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** One request to a {@link ScriptedEngine}, and the ways to answer it. */
public final class ScriptedExchange {

  private final SocketChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).limit(0);
  private String head = "";
  private String request = "";
  private String body = "";

  ScriptedExchange(SocketChannel channel) {
    this.channel = channel;
  }

  boolean readHead() throws IOException {
    String text = readUntil("\r\n\r\n");
    if (text.isEmpty()) {
      return false;
    }
    head = text;
    request = text.substring(0, text.indexOf(" HTTP/1.1"));
    return true;
  }

  void readContent() throws IOException {
    body = header("Transfer-Encoding").equals("chunked") ? readChunks() : readBody();
  }

  private String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = read();
      if (next < 0) {
        return "";
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private String readBody() throws IOException {
    String length = header("Content-Length");
    return readBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
  }

  private String readChunks() throws IOException {
    StringBuilder all = new StringBuilder();
    String chunk;
    do {
      String size = readUntil("\r\n").strip();
      if (size.isEmpty()) {
        throw new EOFException("the body breaks off");
      }
      chunk = readBytes(Integer.parseInt(size, 16));
      all.append(chunk);
      readUntil("\r\n");
    } while (!chunk.isEmpty());
    return all.toString();
  }

  private String readBytes(int length) throws IOException {
    StringBuilder content = new StringBuilder();
    while (content.length() < length) {
      int next = read();
      if (next < 0) {
        throw new EOFException("the body breaks off");
      }
      content.append((char) next);
    }
    return content.toString();
  }

  /** A header of the request, by its name in any case; empty if it was not sent. */
  public String header(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** Method, path and query. */
  public String request() {
    return request;
  }

  /** What came after the head; each char is a byte. */
  public String body() {
    return body;
  }

  /** The next byte on an upgraded connection, or -1. */
  public int read() throws IOException {
    if (!bytes.hasRemaining()) {
      bytes.clear();
      int count = channel.read(bytes);
      bytes.flip();
      if (count < 0) {
        return -1;
      }
    }
    return bytes.get() & 0xff;
  }

  public void json(int status, String json) throws IOException {
    answer(status, "Content-Type: application/json\r\n", json);
  }

  public void answer(int status, String headers, String text) throws IOException {
    String length = status == 204 ? "" : "Content-Length: " + text.length() + "\r\n";
    raw("HTTP/1.1 " + status + " X\r\n" + headers + length + "\r\n" + text);
  }

  /** Turns the connection into a pipe, sends one frame of standard output and ends. */
  public void upgraded(String output) throws IOException {
    upgrade();
    frame(1, output);
    cut();
  }

  public void upgrade() throws IOException {
    raw("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
  }

  public void frame(int stream, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(8 + bytes.length);
    frame.put((byte) stream).put(new byte[3]).putInt(bytes.length).put(bytes).flip();
    write(frame);
  }

  public void raw(String text) throws IOException {
    write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Closes the connection, and does nothing more. */
  public void cut() throws IOException {
    channel.close();
    throw new EOFException("cut");
  }

  /** Resets the connection, where the transport has resets, and does nothing more. */
  public void reset() throws IOException {
    if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    cut();
  }

  /** Does nothing for a time. */
  public void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupt) {
      throw new IOException(interrupt);
    }
  }

  /** Does nothing until the test goes on. */
  public void await(CountDownLatch latch) throws IOException {
    while (latch.getCount() > 0) {
      pause(5);
    }
  }

  /** Says nothing until the other side goes away. */
  public void stall() throws IOException {
    while (read() >= 0) {}
    cut();
  }
}
