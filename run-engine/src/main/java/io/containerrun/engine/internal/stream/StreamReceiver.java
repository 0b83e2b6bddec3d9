package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes output unchanged. Called by one thread at a time. */
public final class StreamReceiver extends Receiver {

  private final OutputStream out;
  private final OutputStream err;
  private final boolean owned;

  private StreamReceiver(OutputStream out, OutputStream err, boolean owned) {
    this.out = out;
    this.err = err;
    this.owned = owned;
  }

  public StreamReceiver(OutputStream out, OutputStream err) {
    this(out, err, false);
  }

  /** Creates a receiver that closes its stream at the end. */
  public static StreamReceiver owning(OutputStream both) {
    return new StreamReceiver(both, both, true);
  }

  @Override
  public void accept(StandardStream stream, byte[] bytes, int offset, int length)
      throws IOException {
    (stream == StandardStream.STDERR ? err : out).write(bytes, offset, length);
  }

  @Override
  public void end() throws IOException {
    out.flush();
    err.flush();
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      out.close();
    }
  }
}
