package io.containerrun.engine.internal.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Writes to the standard input of a container, and handles the detach keys. */
public final class SessionInput extends OutputStream {

  private final Attachment attachment;
  private final DetachFilter filter;
  private final Runnable onDetachKeys;
  private final boolean ends;
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private boolean closed;

  /**
   * Creates one.
   *
   * @param ends whether the engine passes the end of input on to the container instead of ending
   *     the session
   */
  public SessionInput(
      Attachment attachment, DetachFilter filter, boolean ends, Runnable onDetachKeys) {
    this.attachment = attachment;
    this.filter = filter;
    this.ends = ends;
    this.onDetachKeys = onDetachKeys;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed) {
      throw new IOException("the stream is closed");
    }
    boolean detached = filter.pass(bytes, offset, length, passed);
    send();
    if (detached) {
      closed = true;
      onDetachKeys.run();
    }
  }

  private void send() throws IOException {
    byte[] bytes = passed.toByteArray();
    passed.reset();
    if (bytes.length > 0) {
      attachment.write(bytes, 0, bytes.length);
    }
  }

  /** Ends the container's input if the engine can do that. A second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    filter.end(passed);
    send();
    if (ends) {
      attachment.endInput();
    }
  }
}
