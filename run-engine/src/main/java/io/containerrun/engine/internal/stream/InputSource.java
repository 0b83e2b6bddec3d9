package io.containerrun.engine.internal.stream;

import io.containerrun.engine.Input;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input as a stream that is opened for each program. */
public final class InputSource implements Input {

  /** No input. */
  public static final InputSource NONE = new InputSource(InputStream::nullInputStream);

  /** Opens a stream. */
  @FunctionalInterface
  public interface Opener {
    /** Opens it from its beginning. */
    InputStream open() throws IOException;
  }

  private final Opener opener;

  /** Creates a source. */
  public InputSource(Opener opener) {
    this.opener = opener;
  }

  /** Opens the stream for one program. */
  public static InputStream open(Input input) throws IOException {
    return ((InputSource) input).opener.open(); // the only implementation
  }

  /** Whether a program gets input. */
  public static boolean isGiven(Input input) {
    return input != NONE;
  }

  /** The same stream, which its reader cannot close. */
  public static InputStream unclosed(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }

      @Override
      public void close() {}
    };
  }
}
