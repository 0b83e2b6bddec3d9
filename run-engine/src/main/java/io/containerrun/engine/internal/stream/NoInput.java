package io.containerrun.engine.internal.stream;

import java.io.IOException;
import java.io.OutputStream;

/** The standard input of a session that is not attached to it. */
public final class NoInput extends OutputStream {

  @Override
  public void write(int one) throws IOException {
    throw new IOException(
        "the container's standard input is not attached; add interactive() to the run, and stdin"
            + " to the attached streams");
  }
}
