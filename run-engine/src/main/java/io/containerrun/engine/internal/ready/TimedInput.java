package io.containerrun.engine.internal.ready;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Reads from a socket until a time is up, however slowly the bytes come. Buffered; used by one
 * thread.
 */
final class TimedInput extends InputStream {

  private static final int BUFFER = 1 << 12;

  private final Socket socket;
  private final InputStream input;
  private final Clock clock;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;

  TimedInput(Socket socket, Clock clock) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.clock = clock;
  }

  private boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    if (clock.isOver()) {
      throw timeout();
    }
    try {
      socket.setSoTimeout(clock.leftMillis());
      position = 0;
      end = Math.max(0, input.read(buffer));
      return end > 0;
    } catch (SocketTimeoutException late) {
      SocketTimeoutException timeout = timeout();
      timeout.initCause(late);
      throw timeout;
    }
  }

  private static SocketTimeoutException timeout() {
    return new SocketTimeoutException("no complete response in time");
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }
}
