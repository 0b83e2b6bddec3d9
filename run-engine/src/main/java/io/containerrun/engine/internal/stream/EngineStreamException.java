package io.containerrun.engine.internal.stream;

import java.io.IOException;

/**
 * Thrown when the engine reports an error within a stream of output, or sends an invalid stream.
 */
public final class EngineStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  EngineStreamException(String message) {
    super(message);
  }
}
