package io.containerrun.engine.internal.stream;

import java.io.IOException;

/** The engine reports an error within a stream of output, or breaks the form of the stream. */
public final class EngineStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  EngineStreamException(String message) {
    super(message);
  }
}
