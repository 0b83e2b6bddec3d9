package io.containerrun.engine.internal.util;

import java.io.IOException;

/** Thrown when a stream of the caller fails, for output or for input. */
public final class CallerStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  private final IOException own;

  public CallerStreamException(String message, IOException own) {
    super(message + ": " + Reason.of(own), own);
    this.own = own;
  }

  /** The exception of the caller's stream. */
  public IOException own() {
    return own;
  }
}
