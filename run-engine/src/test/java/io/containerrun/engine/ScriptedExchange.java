package io.containerrun.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One request to a {@link ScriptedEngine}, and the ways to answer it. */
public final class ScriptedExchange {

  private final SocketChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).limit(0);
  private String request = "";
  private String body = "";

  ScriptedExchange(SocketChannel channel) {
    this.channel = channel;
  }

  boolean readRequest() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    String[] lines = head.toString().split("\r\n", -1);
    request = lines[0].replace(" HTTP/1.1", "");
    int length = 0;
    for (String line : lines) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    StringBuilder content = new StringBuilder();
    while (content.length() < length) {
      content.append((char) read());
    }
    body = content.toString();
    return true;
  }

  /** Method, path and query. */
  public String request() {
    return request;
  }

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

  /** Says nothing until the other side goes away. */
  public void stall() throws IOException {
    while (read() >= 0) {}
    cut();
  }
}
